using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

/// <summary>One browser's place at attempts. Empty in the cookies of attempts that were opened before there were seats: those share one.</summary>
public readonly record struct SeatId(Guid Value) : IId<SeatId>
{
    public static SeatId Of(Guid value) => new(value);

    public static SeatId New() => new(Guid.NewGuid());
}

/// <summary>Who comes by a link.</summary>
/// <param name="Seat">Chosen by the page that asks, so that a form that is sent twice is the same browser twice.</param>
/// <param name="Proven">Has entered the code from the mail, where one is asked for.</param>
/// <param name="Agreed">The version of the company's text that was ticked; 0 for none.</param>
public sealed record Arrival(SeatId Seat, bool Proven = false, int Agreed = 0);

public static class SeatProblems
{
    public const string TakenCode = "seat-taken";

    /// <param name="handovers">The number that whoever wants it back has to name.</param>
    public static Problem Taken(int handovers) =>
        new(TakenCode, "This assessment was opened on another device, and can be changed only there. Continue here to take it back.", ProblemKind.Conflict)
        {
            Facts = new Dictionary<string, object?> { ["handovers"] = handovers },
        };

    public static Problem Moved(int handovers) =>
        new("seat-moved", "Another device took over a moment ago. If that was not you, continue here once more.", ProblemKind.Conflict)
        {
            Facts = new Dictionary<string, object?> { ["handovers"] = handovers },
        };
}

internal static class SeatExtensions
{
    /// <summary>Null when this browser, or the system, may go on; else why not.</summary>
    public static async Task<Problem?> SeatProblem(this IDocumentStore documents, Actor actor, AttemptId id, CancellationToken ct) =>
        actor.Seat is null ? null
        : await documents.Get<Workbook>(actor.Key(Workbook.Collection, id), ct) is not { Value: var workbook } ? Problems.NotFound
        : workbook.IsHeldBy(actor) ? null
        : SeatProblems.Taken(workbook.Handovers);
}
