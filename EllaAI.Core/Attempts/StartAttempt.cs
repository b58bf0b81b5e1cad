using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Invitations;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Attempts;

/// <summary>Starts the clock for whoever holds the link, once; asked again by the same browser it leads back to the same attempt.</summary>
public sealed class StartAttempt(IDocumentStore documents, OpenInvitation open, ReadPaper papers, TimeProvider clock)
{
    public async Task<Result<Attempt>> Run(string token, bool consent, Arrival arrival, CancellationToken ct) =>
        await documents.Retry(
            async () => (await open.Run(token, ct)).Ok(out var opened, out var problem) ? await Decide(opened, consent, arrival, ct) : problem, ct);

    private async Task<Result<Decision<Attempt>>> Decide(OpenedInvitation opened, bool consent, Arrival arrival, CancellationToken ct)
    {
        if (opened.Paper.AsksForCode && !arrival.Proven) return LinkCodeProblems.Needed;
        if (opened is { Attempt: { } attempted, Workbook: { } workbook })
            return workbook.Seat == arrival.Seat || attempted.State != AttemptState.InProgress ? new Decision<Attempt>(attempted, [], []) : SeatProblems.Taken(workbook.Handovers);
        if (!consent) return AttemptProblems.NoConsent;
        var actor = Actor.LinkHolder(opened.Company.Id);
        var asked = await ConsentText.Current(documents, actor, ct);
        if (asked is not null && arrival.Agreed != asked.Version) return arrival.Agreed == 0 ? ConsentProblems.Missing : ConsentProblems.Changed;
        var attempt = New(opened, await papers.Questions(actor, opened.Paper, ct)) with { Agreement = asked is null ? null : new(asked.Version, asked.Hash, clock.GetUtcNow()) };
        return new Decision<Attempt>(
            attempt,
            [
                Change.Create(actor.Key(Attempt.Collection, attempt.Id), attempt),
                Change.Create(actor.Key(Workbook.Collection, attempt.Id), Workbook.Empty(attempt.Id, arrival.Seat)),
                Change.Update(opened.Found, opened.Invitation with { Attempt = attempt.Id }),
            ],
            [new AttemptStarted(actor.Company, attempt.Id, attempt.Assessment, attempt.Deadline)]);
    }

    private Attempt New(OpenedInvitation opened, IReadOnlyList<Questions.Question> questions)
    {
        var now = clock.GetUtcNow();
        return new(
            new(Guid.NewGuid()),
            opened.Invitation.Id,
            opened.Invitation.Assessment,
            opened.Paper.Id,
            opened.Invitation.Name,
            now,
            now + opened.Invitation.Time(opened.Paper.DurationMinutes),
            AttemptState.InProgress,
            [.. questions.Select(q => new QuestionProgress(q.Id, q.Title, q.Points))]);
    }
}
