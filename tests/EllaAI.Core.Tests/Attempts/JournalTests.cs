using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;
using static EllaAI.Core.Tests.Attempts.Page;

namespace EllaAI.Core.Tests.Attempts;

public sealed class JournalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Typing_arrives_in_the_draft()
    {
        var (acme, attempt, page) = await Begin();

        await page.Send(Whole(acme.Sum, "print(1)"));
        var appended = (await page.Send(Edit(acme.Sum, "print(12)", new TextChange(7, 0, "2")))).Value();

        Assert.Equal((2, BatchStatus.Accepted), (appended.Acknowledged, appended.Status));
        Assert.Empty(appended.Resync);
        Assert.Equal("print(12)", await acme.DraftOf(attempt, acme.Sum));
    }

    [Fact]
    public async Task The_same_batch_again_changes_nothing()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, "ab"));
        await page.Send(2, Edit(acme.Sum, "abc", new TextChange(2, 0, "c")));

        var again = (await page.Send(2, Edit(acme.Sum, "abcc", new TextChange(2, 0, "c")))).Value();

        Assert.Equal((2, BatchStatus.Duplicate), (again.Acknowledged, again.Status));
        Assert.Equal("abc", await acme.DraftOf(attempt, acme.Sum));
    }

    [Fact]
    public async Task A_batch_sent_many_times_at_once_is_applied_once()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, ""));

        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => page.Send(2, Edit(acme.Sum, "x", new TextChange(0, 0, "x"))), Ct)));

        Assert.Single(sent, s => s.Value().Status == BatchStatus.Accepted);
        Assert.Equal("x", await acme.DraftOf(attempt, acme.Sum));
    }

    [Fact]
    public async Task A_gap_is_refused_and_says_which_batch_is_expected()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, "kept"));

        var problem = (await page.Send(3, Whole(acme.Sum, "too early"))).Problem();

        Assert.Equal("journal-gap", problem.Code);
        Assert.Equal(2, problem.Facts["expected"]);
        Assert.Equal("kept", await acme.DraftOf(attempt, acme.Sum));
    }

    [Fact]
    public async Task What_a_superseded_page_still_sends_is_kept_but_not_applied()
    {
        var (acme, attempt, first) = await Begin();
        await first.Send(Whole(acme.Sum, "first page"));
        var second = await Open(acme, attempt);
        await second.Send(Whole(acme.Sum, "second page"));

        var late = (await first.Send(Whole(acme.Sum, "ghost"))).Value();

        Assert.Equal(BatchStatus.Superseded, late.Status);
        Assert.Equal("second page", await acme.DraftOf(attempt, acme.Sum));
        Assert.Equal(BatchStatus.Superseded, (await Kept(acme, attempt, first.Epoch, 2))?.Status);
        Assert.Equal(BatchStatus.Superseded, (await first.Send(2, Whole(acme.Sum, "ghost"))).Value().Status);
    }

    [Fact]
    public async Task A_page_that_opens_tells_the_page_before_that_it_no_longer_writes()
    {
        var (acme, attempt, _) = await Begin();

        var second = await Open(acme, attempt);

        Assert.Equal(second.Epoch, acme.Live.Of<WriterSuperseded>(LiveTopics.Attempt(attempt.Id)).Last().Epoch);
    }

    [Fact]
    public async Task A_page_that_opens_again_has_text_language_and_question_where_they_were()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(new QuestionOpened(1, acme.Max.Id), new LanguageChosen(2, acme.Max.Id, "javascript"));
        await page.Send(new Snapshotted(3, acme.Max.Id, "javascript", "let x"), Whole(acme.Sum, "x = 1"));

        var again = (await Open(acme, attempt)).Opened;

        Assert.Equal(acme.Max.Id, again.Workbook.Current);
        var max = again.Drafts.Single(d => d.Question == acme.Max.Id);
        Assert.Equal(("javascript", "let x"), (max.Language, max.Text));
        Assert.Equal("x = 1", again.Drafts.Single(d => d.Question == acme.Sum.Id).Text);
    }

    [Fact]
    public async Task Each_language_of_a_question_keeps_its_own_text()
    {
        var (acme, attempt, page) = await Begin();

        await page.Send(Whole(acme.Sum, "py"), new Snapshotted(2, acme.Sum.Id, "javascript", "js"), new LanguageChosen(3, acme.Sum.Id, "python"));

        Assert.Equal("py", await acme.DraftOf(attempt, acme.Sum));
        await page.Send(new LanguageChosen(4, acme.Sum.Id, "javascript"));
        Assert.Equal("js", await acme.DraftOf(attempt, acme.Sum));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(0)]
    public async Task Typing_in_time_or_within_the_grace_counts(int secondsAfter)
    {
        var (acme, attempt, page) = await Begin();
        acme.Clock.SetUtcNow(attempt.Deadline.AddSeconds(secondsAfter));

        Assert.Equal(BatchStatus.Accepted, (await page.Send(Whole(acme.Sum, "just in time"))).Value().Status);
        Assert.Equal("just in time", await acme.DraftOf(attempt, acme.Sum));
    }

    [Fact]
    public async Task Typing_after_the_deadline_is_kept_but_not_applied()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, "in time"));
        acme.Clock.SetUtcNow(attempt.Deadline.AddSeconds(6));

        var late = (await page.Send(Whole(acme.Sum, "too late"))).Value();

        Assert.Equal(BatchStatus.Late, late.Status);
        Assert.NotEqual(AttemptState.InProgress, late.Attempt.State);
        Assert.Equal("in time", await acme.DraftOf(attempt, acme.Sum));
        Assert.Equal(BatchStatus.Late, (await Kept(acme, attempt, page.Epoch, 2))?.Status);
    }

    [Fact]
    public async Task An_edit_that_does_not_end_in_the_pages_text_asks_for_it_and_a_snapshot_heals()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, "abc"));

        var lost = (await page.Send(Edit(acme.Sum, "what the page sees", new TextChange(3, 0, "d")))).Value();
        Assert.Equal([new Resync(acme.Sum.Id, "python")], lost.Resync);
        Assert.Equal("abc", await acme.DraftOf(attempt, acme.Sum));

        var healed = (await page.Send(Whole(acme.Sum, "what the page sees"), Edit(acme.Sum, "What the page sees", new TextChange(0, 1, "W")))).Value();
        Assert.Empty(healed.Resync);
        Assert.Equal("What the page sees", await acme.DraftOf(attempt, acme.Sum));
    }

    [Fact]
    public async Task After_a_lost_edit_the_rest_of_the_batch_waits_for_the_snapshot()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, "abc"));

        var lost = (await page.Send(
            Edit(acme.Sum, "other", new TextChange(0, 0, "x")),
            Edit(acme.Sum, "abcd", new TextChange(3, 0, "d")))).Value();

        Assert.Single(lost.Resync);
        Assert.Equal("abc", await acme.DraftOf(attempt, acme.Sum));
    }

    [Fact]
    public async Task An_edit_of_a_text_that_the_server_never_saw_asks_for_it()
    {
        var (acme, attempt, page) = await Begin();

        var lost = (await page.Send(Edit(acme.Sum, "# begin in python\nx", new TextChange(18, 0, "x")))).Value();

        Assert.Equal([new Resync(acme.Sum.Id, "python")], lost.Resync);
        Assert.Null(await acme.DraftOf(attempt, acme.Sum));
    }

    [Fact]
    public async Task Edits_around_surrogate_pairs_stay_in_step()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, "s = '👩🏽‍💻'"));

        var appended = (await page.Send(
            Edit(acme.Sum, "s = '👩‍💻'", new TextChange(7, 2, "")),
            Edit(acme.Sum, "s = '👩‍💻🙂'", new TextChange(10, 0, "🙂")))).Value();

        Assert.Empty(appended.Resync);
        Assert.Equal("s = '👩‍💻🙂'", await acme.DraftOf(attempt, acme.Sum));
    }

    [Fact]
    public async Task Text_for_a_question_that_is_not_in_the_paper_is_ignored()
    {
        var (acme, attempt, page) = await Begin();
        var foreign = acme.Questioned("Foreign", Acme.Case(1, true, 1));

        var appended = (await page.Send(Whole(foreign, "smuggled"), Whole(acme.Sum, "mine"))).Value();

        Assert.Equal(BatchStatus.Accepted, appended.Status);
        Assert.Null(await acme.DraftOf(attempt, foreign));
        Assert.Equal("mine", await acme.DraftOf(attempt, acme.Sum));
    }

    [Fact]
    public async Task Too_much_at_once_is_refused_and_nothing_of_it_is_kept()
    {
        var (acme, attempt, page) = await Begin();
        var long_ = new string('x', RequestExecution.MaxSource + 1);

        Assert.Equal("too-large", (await page.Send(1, Whole(acme.Sum, long_))).Code());
        Assert.Equal("too-large", (await page.Send(1, Edit(acme.Sum, long_, new TextChange(0, 0, "x")))).Code());
        Assert.Equal("too-large", (await page.Send(1, [.. Enumerable.Repeat(new FocusChanged(1, true), JournalBatch.MaxItems + 1)])).Code());
        Assert.Null(await Kept(acme, attempt, page.Epoch, 1));
        Assert.Equal(BatchStatus.Accepted, (await page.Send(1, Whole(acme.Sum, long_[1..]))).Value().Status);
    }

    [Fact]
    public async Task However_many_languages_hold_the_longest_text_all_of_it_is_kept()
    {
        var acme = await Acme.Open();
        string[] languages = [.. Enumerable.Range(1, 34).Select(i => $"language{i:D2}")];
        var draft = new Assessment(new(Guid.NewGuid()), "Polyglot", 60, [acme.Sum.Id], languages, AssessmentStatus.Draft, null, default);
        (await acme.SaveAssessment.Run(acme.Recruiter, draft, 0, Ct)).Value();
        (await acme.Publish.Run(acme.Recruiter, draft.Id, Ct)).Value();
        var link = (await acme.Invite.Run(acme.Recruiter, draft.Id, "Ann Lee", "ann@example.com", Acme.Site, Ct)).Value().Link.Segments[^1];
        var attempt = (await acme.Start.Run(link, consent: true, Acme.Browser, Ct)).Value();
        var page = await Open(acme, attempt);
        // Three bytes a letter: six of these are more than a document can have.
        var texts = languages.ToDictionary(l => l, l => l + new string('語', RequestExecution.MaxSource - l.Length));

        foreach (var (language, text) in texts)
            Assert.Equal(BatchStatus.Accepted, (await page.Send(new Snapshotted(1, acme.Sum.Id, language, text))).Value().Status);

        Assert.Equal(texts, Assert.Single((await Open(acme, attempt)).Opened.Drafts).Texts);
        await acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct);
        var final = Assert.Single(await acme.Executions.OfAttempt(acme.System, attempt.Id, Ct));
        Assert.Equal((languages[^1], texts[languages[^1]]), (final.Language, final.Source));
    }

    [Fact]
    public async Task Text_in_a_language_that_is_not_offered_is_no_draft()
    {
        var (acme, attempt, page) = await Begin();

        var appended = (await page.Send(Whole(acme.Sum, "mine"), new Snapshotted(2, acme.Sum.Id, "cobol", "+"), new LanguageChosen(3, acme.Sum.Id, "cobol"))).Value();

        Assert.Equal(BatchStatus.Accepted, appended.Status);
        Assert.Equal(["python"], Assert.Single((await Open(acme, attempt)).Opened.Drafts).Texts.Keys);
        Assert.Equal("mine", await acme.DraftOf(attempt, acme.Sum));
    }

    [Fact]
    public async Task A_draft_that_was_kept_whole_is_gone_on_with()
    {
        var (acme, attempt, page) = await Begin();
        var whole = Draft.Empty(attempt.Id, acme.Sum.Id).With("javascript", "js").With("python", "abc");
        await acme.Documents.Commit([Change.Create(acme.System.Key(Draft.Collection, Draft.Key(attempt.Id, acme.Sum.Id)), whole)], [], Ct);

        (await page.Send(Edit(acme.Sum, "abcd", new TextChange(3, 0, "d")))).Value();

        var draft = Assert.Single((await Open(acme, attempt)).Opened.Drafts);
        Assert.Equal(("python", "abcd", "js"), (draft.Language, draft.Text, draft.Texts["javascript"]));
    }

    [Fact]
    public async Task What_an_older_release_wrote_into_a_draft_since_then_is_newer_than_its_own_document()
    {
        var (acme, attempt, page) = await Begin();
        await page.Send(Whole(acme.Sum, "before"));
        var key = acme.System.Key(Draft.Collection, Draft.Key(attempt.Id, acme.Sum.Id));
        var head = (await acme.Documents.Get<Draft>(key, Ct))!;
        await acme.Documents.Commit([Change.Update(head, head.Value.With("python", "afterwards"))], [], Ct);

        var opened = await Open(acme, attempt);
        Assert.Equal("afterwards", Assert.Single(opened.Opened.Drafts).Text);
        (await opened.Send(Edit(acme.Sum, "afterwards!", new TextChange(10, 0, "!")))).Value();

        Assert.Equal("afterwards!", Assert.Single((await Open(acme, attempt)).Opened.Drafts).Text);
        Assert.Empty((await acme.Documents.Get<Draft>(key, Ct))!.Value.Texts);
    }

    [Fact]
    public async Task What_arrives_late_is_not_kept_once_the_workbook_is_gone()
    {
        var (acme, attempt, first) = await Begin();
        var second = await Open(acme, attempt);
        await second.Send(Whole(acme.Sum, "x"));
        acme.Documents.BeforeNextCommit(async () =>
        {
            var workbook = (await acme.Documents.Get<Workbook>(acme.System.Key(Workbook.Collection, attempt.Id), Ct))!;
            await acme.Documents.Commit([new(workbook.Key, null, workbook.Version)], [], Ct);
        });

        Assert.Equal("invalid-epoch", (await first.Send(Whole(acme.Sum, "ghost"))).Code());

        Assert.Null(await Kept(acme, attempt, first.Epoch, 1));
    }

    [Fact]
    public async Task A_malformed_batch_is_refused()
    {
        var (acme, attempt, page) = await Begin();
        JournalItem[] wrong =
        [
            new Snapshotted(1, acme.Sum.Id, "python", null!), new Snapshotted(1, acme.Sum.Id, "", "x"), new Edited(1, acme.Sum.Id, "python", null!, 1, 1),
            new Edited(1, acme.Sum.Id, null!, [], 1, 1), new Edited(1, acme.Sum.Id, "python", [new(0, 0, null!)], 1, 1), new Edited(1, acme.Sum.Id, "python", [null!], 1, 1),
            new LanguageChosen(1, acme.Sum.Id, new string('p', 41)), null!,
            new FocusChanged(double.PositiveInfinity, true), new Snapshotted(double.NaN, acme.Sum.Id, "python", "x"),
        ];

        foreach (var item in wrong) Assert.Equal("invalid-batch", (await page.Send(1, item)).Code());
        Assert.Equal("invalid-batch", (await page.Send(1, items: null!)).Code());
        Assert.Equal("invalid-batch", (await page.Send(0, Whole(acme.Sum, "x"))).Code());
        Assert.Null(await acme.DraftOf(attempt, acme.Sum));
    }

    [Fact]
    public async Task A_page_that_did_not_open_the_attempt_cannot_write()
    {
        var (acme, attempt, page) = await Begin();

        var result = await acme.Journal.Run(Acme.Candidate(attempt), attempt.Id, new(page.Epoch + 1, 1, [Whole(acme.Sum, "x")]), Ct);

        Assert.Equal("invalid-epoch", result.Code());
    }

    private static async Task<(Acme Acme, Attempt Attempt, Page Page)> Begin()
    {
        var acme = await Acme.Open();
        var attempt = await acme.StartAttempt();
        return (acme, attempt, await Open(acme, attempt));
    }

    private static async Task<JournalChunk?> Kept(Acme acme, Attempt attempt, int epoch, int seq) =>
        (await acme.Documents.Get<JournalChunk>(acme.System.Key(JournalChunk.Collection, JournalChunk.Key(attempt.Id, new(epoch, seq, []))), Ct))?.Value;
}
