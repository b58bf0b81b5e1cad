using EllaAI.Core.Attempts;
using EllaAI.Core.Questions;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Attempts;

/// <summary>A candidate's open page: writes numbered batches like the browser does.</summary>
public sealed class Page
{
    private readonly Acme _acme;
    private readonly Attempt _attempt;
    private int _seq;

    private Page(Acme acme, Attempt attempt, OpenedWorkbook opened) => (_acme, _attempt, Opened) = (acme, attempt, opened);

    public OpenedWorkbook Opened { get; }

    public int Epoch => Opened.Workbook.Epoch;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Page> Open(Acme acme, Attempt attempt) =>
        new(acme, attempt, (await acme.Workbooks.Run(Acme.Candidate(attempt), attempt.Id, Ct)).Value());

    public static Snapshotted Whole(Question question, string text) => new(1, question.Id, "python", text);

    /// <summary>An edit as the page reports it: the changes, and the text that the page sees afterwards.</summary>
    public static Edited Edit(Question question, string after, params TextChange[] changes) =>
        new(2, question.Id, "python", changes, after.Length, TextEdits.Hash(after));

    /// <summary>Sends the next batch.</summary>
    public Task<Result<Appended>> Send(params JournalItem[] items) => Send(++_seq, items);

    public Task<Result<Appended>> Send(int seq, params JournalItem[] items) =>
        _acme.Journal.Run(Acme.Candidate(_attempt), _attempt.Id, new(Epoch, seq, items), Ct);
}
