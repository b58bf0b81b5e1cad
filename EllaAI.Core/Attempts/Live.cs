using EllaAI.Core.Assessments;
using EllaAI.Core.Execution;
using EllaAI.Core.Questions;

namespace EllaAI.Core.Attempts;

/// <summary>Where live messages about attempts are heard.</summary>
public static class LiveTopics
{
    public static string Attempt(AttemptId id) => $"attempt:{id.Value:N}";

    public static string Assessment(AssessmentId id) => $"assessment:{id.Value:N}";
}

public sealed record ExecutionMoved(CodeExecution Execution, Question Question);

public sealed record ExecutionCompiled(ExecutionId Execution, CompileOutcome Compile);

public sealed record TestRan(ExecutionId Execution, TestCase Test, TestOutcome Outcome, bool Compared);

/// <summary>Another page writes for this attempt now.</summary>
public sealed record WriterSuperseded(int Epoch);

/// <summary>Another device wants to go on: whoever has the attempt sends what it holds and says so.</summary>
public sealed record SeatAsked(int Handovers);

/// <summary>The device that has the attempt holds nothing back any more.</summary>
public sealed record SeatReleased(int Handovers);

/// <summary>Another device has the attempt now.</summary>
/// <param name="Handovers">A page that was opened after fewer has it no longer.</param>
public sealed record SeatTaken(SeatId Seat, int Handovers);

/// <summary>A page of this attempt was closed. Another one may be open.</summary>
public sealed record PageClosed;

/// <summary>Whoever has an open page of this attempt says so.</summary>
public sealed record PageSought;

/// <summary>A page of this attempt is open, or is just being opened.</summary>
public sealed record PageOpen;

/// <summary>What a board counts is another number now.</summary>
public sealed record FiguresMoved(AssessmentId Assessment);

public sealed record AttemptMoved(AttemptId Attempt, AttemptState State);
