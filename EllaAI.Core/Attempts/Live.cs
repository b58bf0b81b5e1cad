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

/// <summary>What a board counts is another number now.</summary>
public sealed record FiguresMoved(AssessmentId Assessment);

public sealed record AttemptMoved(AttemptId Attempt, AttemptState State);
