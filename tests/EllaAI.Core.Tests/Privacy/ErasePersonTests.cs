using System.IO.Compression;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Audit;
using EllaAI.Core.Privacy;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Audit;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Tests.Members;
using EllaAI.Core.Tests.Webhooks;
using Xunit;

namespace EllaAI.Core.Tests.Privacy;

public sealed class ErasePersonTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_of_a_person_is_left_in_any_document_and_nothing_of_others_is_touched()
    {
        var people = new People(await Acme.Open());
        await people.AnnLeavesAll();
        await people.Invited("bob@example.com", "Bob Wu");
        var bob = people.Others("bob@example.com");
        Assert.NotEmpty(people.LeftOfAnn());

        var asked = (await people.Ask.Candidate(people.Admin, " Ann@Example.com ", endsAttempt: true, Ct)).Value();
        var done = (await people.Run.Run(people.Acme.System, asked.Id, Ct)).Value();

        Assert.Empty(people.LeftOfAnn());
        Assert.Equal(bob, people.Others("bob@example.com"));
        Assert.Equal(ErasureState.Done, done.State);
        Assert.Equal((2, 1, 130, 1), (done.Counts["invitation"], done.Counts["attempt"], done.Counts["journal"], done.Counts["link-code"]));
        Assert.Equal(3, done.Counts["mail"]);
        Assert.Empty((await people.Acme.Documents.Query<Attempt>(people.Acme.System.Query(Attempt.OfAssessment, people.Acme.Assessment.Id.Value.ToString("N")), Ct).ToList(Ct)));
    }

    [Fact]
    public async Task Whoever_was_invited_as_a_member_too_is_erased_with_that_invitation()
    {
        var people = new People(await Acme.Open());
        await people.Invited("ann@example.com", "Ann Lee");
        await new Staff(people.Acme).Invited("ann@example.com");

        var asked = (await people.Ask.Candidate(people.Admin, "ann@example.com", endsAttempt: true, Ct)).Value();
        var done = (await people.Run.Run(people.Acme.System, asked.Id, Ct)).Value();

        Assert.Empty(people.LeftOfAnn());
        Assert.Equal((1, 2), (done.Counts["member-invitation"], done.Counts["mail"]));
    }

    /// <summary>What the log is due is told all the same: it holds no person.</summary>
    [Fact]
    public async Task Nothing_that_is_on_its_way_leads_to_somebody_who_is_erased()
    {
        var people = new People(await Acme.Open());
        var hooks = new Hooks(people.Acme, new ScriptedReceivers(), new MarkedSecrets(), new(false, false));
        await hooks.Added("https://one.example/");
        var attempt = await people.AnnLeavesAll();
        await hooks.Dispatch.Run(Ct);
        (await people.Acme.Close.Run(Acme.Candidate(attempt), attempt.Id, CloseReason.Finished, Ct)).Value();
        Assert.Equal(["delivery", "outbox"], OnTheWay());

        var asked = (await people.Ask.Candidate(people.Admin, "ann@example.com", endsAttempt: true, Ct)).Value();
        (await people.Run.Run(people.Acme.System, asked.Id, Ct)).Value();

        Assert.Empty(OnTheWay());

        List<string> OnTheWay() => [.. people.Acme.Data.Documents
            .Where(d => d.Key.Collection is "delivery" or "outbox" && d.Value.Body.Contains($"{attempt.Id.Value:N}", StringComparison.Ordinal) && !d.Value.Body.Contains("ella.audited", StringComparison.Ordinal))
            .Select(d => d.Key.Collection).Distinct().Order()];
    }

    /// <summary>The invitation, by which all else is found, goes when nothing else is left.</summary>
    [Fact]
    public async Task What_somebody_else_writes_meanwhile_is_found_again_and_erased()
    {
        var people = new People(await Acme.Open());
        await people.AnnLeavesAll();
        var (data, asked) = (people.Acme.Data, (await people.Ask.Candidate(people.Admin, "ann@example.com", endsAttempt: true, Ct)).Value());
        var busy = data.Documents.First(d => d.Key.Collection == CodeExecution.Collection).Key;
        Rewritten(times: 12);

        Assert.Equal(ErasureState.Done, (await people.Run.Run(people.Acme.System, asked.Id, Ct)).Value().State);
        Assert.Empty(people.LeftOfAnn());

        void Rewritten(int times) => people.Acme.Documents.BeforeNextCommit(() =>
        {
            lock (data.Gate)
                if (data.Documents.TryGetValue(busy, out var found)) data.Documents[busy] = found with { Version = found.Version + 1 };
            if (times > 1) Rewritten(times - 1);
            return Task.CompletedTask;
        });
    }

    /// <summary>Whoever adds a collection says here whether it is about people; then <see cref="FindTraces"/> or <see cref="FindAccountTraces"/> has to follow it.</summary>
    [Fact]
    public void Every_collection_is_followed_or_said_to_hold_nothing_of_people()
    {
        string[] followed =
        [
            "account", "address", "attempt", "delivery", "draft", "draft-text", "execution", "export", "export-part", "impersonation", "invitation", "journal",
            "link-code", "mail", "member", "member-invitation", "origin", "outbox", "passkey", "session", "workbook",
        ];
        // Ids, things, hashes, and what is about everybody.
        string[] impersonal =
        [
            "api-key-use", "api-keys", "assessment", "audit", "audit-head", "company", "company-logo", "company-plan", "consent-text", "counted-assessments", "counted-executions", "deleted-company", "domain", "erased", "erasure", "erasure-key", "erasure-underway", "import",
            "instance", "paper", "paper-question", "passed-on", "plans", "privacy-settings", "question", "quota-warnings", "roster", "sign-on", "signing-keys", "storage-use", "tries", "usage-history", "webhook-state", "webhooks",
        ];
        var all = typeof(FindTraces).Assembly.GetTypes()
            .SelectMany(t => t.GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static))
            .Where(f => f.IsLiteral && f.Name.EndsWith("Collection", StringComparison.Ordinal))
            .Select(f => (string)f.GetRawConstantValue()!);

        Assert.Equal(followed.Concat(impersonal).Order(), all.Order());
    }

    [Fact]
    public async Task Killed_before_any_commit_it_goes_on_and_ends_with_one_receipt_of_the_same_counts()
    {
        IReadOnlyDictionary<string, int>? whole = null;
        for (var (commit, killed) = (1, true); killed; commit++)
        {
            var acme = await Acme.Open();
            var people = new People(acme);
            await people.AnnLeavesAll();
            var asked = (await people.Ask.Candidate(people.Admin, "ann@example.com", true, Ct)).Value();
            killed = false;
            try
            {
                await new People(acme, new KilledStore(acme.Documents, commit), people.File).Run.Run(acme.System, asked.Id, Ct);
            }
            catch (KilledException)
            {
                killed = true;
            }

            var done = (await people.Run.Run(acme.System, asked.Id, Ct)).Value();
            Assert.Equal(ErasureState.Done, done.State);
            Assert.Empty(people.LeftOfAnn());
            // A mark that was written and not settled is looked for again, and finds nobody.
            Assert.Equal(0, await people.Again.Run(Ct));
            // The events of the end are made or not, by where it was cut off.
            var counts = done.Counts.Where(c => c.Key is not ("outbox" or "delivery")).ToDictionary();
            whole ??= counts;
            Assert.Equal(whole, counts);
        }
    }

    [Fact]
    public async Task Asked_twice_and_worked_on_by_several_at_once_it_is_one_erasure()
    {
        var people = new People(await Acme.Open());
        await people.AnnLeavesAll();

        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => people.Ask.Candidate(people.Admin, "ann@example.com", true, Ct)));
        var id = Assert.Single(asked.Select(a => a.Value().Id).Distinct());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => people.Run.Run(people.Acme.System, id, Ct), Ct)));

        Assert.Empty(people.LeftOfAnn());
        var receipt = Assert.Single((await people.Erasures.Run(people.Admin, "", Ct)).Value().Items);
        Assert.Equal(130, receipt.Counts["journal"]);
        Assert.Equal("nobody", (await people.Ask.Candidate(people.Admin, "ann@example.com", true, Ct)).Code());
    }

    [Fact]
    public async Task Somebody_who_sits_at_an_assessment_is_erased_only_when_that_may_be_ended()
    {
        var people = new People(await Acme.Open());
        var attempt = await people.AnnLeavesAll();

        Assert.Equal("attempt-under-way", (await people.Ask.Candidate(people.Admin, "ann@example.com", false, Ct)).Code());
        Assert.Equal(AttemptState.InProgress, (await people.Acme.Read(attempt)).State);

        people.Acme.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(ErasureState.Waiting, (await people.Ask.Candidate(people.Admin, "ann@example.com", false, Ct)).Value().State);
    }

    [Fact]
    public async Task A_receipt_tells_whether_it_was_somebody_and_holds_nothing_about_them()
    {
        var people = new People(await Acme.Open());
        await people.Invited("ann@example.com", "Ann Lee");
        var asked = (await people.Ask.Candidate(people.Admin, "ann@example.com", false, Ct)).Value();
        await people.Run.Run(people.Acme.System, asked.Id, Ct);

        var found = (await people.Find.Run(people.Admin, "ANN@example.com", Ct)).Value();
        var receipt = (await people.Erasures.One(people.Admin, asked.Id, Ct)).Value();

        Assert.Empty(found.Counts);
        Assert.Equal(asked.Id, Assert.Single(found.Receipts).Id);
        Assert.Empty((await people.Find.Run(people.Admin, "bob@example.com", Ct)).Value().Receipts);
        Assert.DoesNotContain("ann", JsonSerializer.Serialize(receipt, DocumentJson.Options), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(people.Admin.Name, receipt.By);
    }

    [Fact]
    public async Task The_log_is_as_valid_as_before()
    {
        var acme = await Acme.Open();
        var people = new People(acme);
        await people.AnnLeavesAll();
        await AuditTests.Append(acme);
        var before = Log(acme);
        Assert.Contains(before, body => body.Contains(AuditAction.CandidateInvited, StringComparison.Ordinal));

        var asked = (await people.Ask.Candidate(people.Admin, "ann@example.com", true, Ct)).Value();
        await people.Run.Run(acme.System, asked.Id, Ct);
        await AuditTests.Append(acme);

        var after = Log(acme);
        Assert.Equal(before, after.Take(before.Count));
        Assert.Contains(after.Skip(before.Count), body => body.Contains(AuditAction.PersonErased, StringComparison.Ordinal));
        Assert.Equal(new AuditCheck(after.Count, null, ""), (await new VerifyAudit(acme.Documents).Run(people.Admin, Ct)).Value());
        Assert.All(after, body => Assert.DoesNotContain("ann", body, StringComparison.OrdinalIgnoreCase));
    }

    private static List<string> Log(Acme acme) =>
        [.. acme.Data.Documents.Where(d => d.Key.Collection == AuditEntry.Collection).OrderBy(d => d.Key.Id, StringComparer.Ordinal).Select(d => d.Value.Body)];

    [Fact]
    public async Task An_export_holds_all_of_it_with_the_code_as_files_and_none_of_the_secrets()
    {
        var people = new People(await Acme.Open());
        await people.AnnLeavesAll();
        await people.Invited("bob@example.com", "Bob Wu");
        var asked = (await people.AskExport.Candidate(people.Admin, "ann@example.com", Ct)).Value();
        Assert.Equal(asked.Id, (await people.AskExport.Candidate(people.Admin, "ann@example.com", Ct)).Value().Id);

        var made = (await people.Export.Run(people.Acme.System, asked.Id, Ct)).Value();
        var files = await Files(people, made);

        Assert.Equal(130, files.Count(f => f.Key.StartsWith("journal/", StringComparison.Ordinal)));
        Assert.Equal(3, files.Count(f => f.Key.StartsWith("mail/", StringComparison.Ordinal) && f.Key.EndsWith(".txt", StringComparison.Ordinal)));
        Assert.Contains(files, f => f.Key.EndsWith("Submit.py", StringComparison.Ordinal) && f.Value == People.Code);
        Assert.Contains(files, f => f.Key.StartsWith("code/editor-", StringComparison.Ordinal) && f.Value.StartsWith(People.Code, StringComparison.Ordinal));
        Assert.DoesNotContain(files.Values, text => text.Contains("tokenHash", StringComparison.Ordinal) || text.Contains("bob@", StringComparison.OrdinalIgnoreCase) || text.Contains("Bob Wu", StringComparison.Ordinal));
        Assert.Null(made.Address);
    }

    /// <summary>Whoever reads the file would take the place of whom the link was for.</summary>
    [Fact]
    public async Task An_export_of_somebody_who_is_invited_as_an_owner_holds_no_link_to_become_one()
    {
        var people = new People(await Acme.Open());
        await people.Invited("ann@example.com", "Ann Lee");
        var invited = await new Staff(people.Acme).Invited("ann@example.com", Role.Owner);
        var asked = (await people.AskExport.Candidate(people.Admin, "ann@example.com", Ct)).Value();

        var files = await Files(people, (await people.Export.Run(people.Acme.System, asked.Id, Ct)).Value());

        Assert.Equal(2, files.Count(f => f.Key.StartsWith("mail/", StringComparison.Ordinal) && f.Key.EndsWith(".txt", StringComparison.Ordinal)));
        Assert.DoesNotContain(files.Values, text => text.Contains(invited.Link.Segments[^1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_is_for_whoever_asked_and_for_a_day()
    {
        var people = new People(await Acme.Open());
        await people.Invited("ann@example.com", "Ann Lee");
        var asked = (await people.AskExport.Candidate(people.Admin, "ann@example.com", Ct)).Value();
        Assert.Equal("export-unfinished", (await people.Exports.One(people.Admin, asked.Id, Ct)).Code());
        await people.Export.Run(people.Acme.System, asked.Id, Ct);

        Assert.Equal("not-found", (await people.Exports.One(Acme.As(Role.Owner), asked.Id, Ct)).Code());
        Assert.Equal(asked.Id, (await people.Exports.One(people.Admin, asked.Id, Ct)).Value().Id);

        people.Acme.Clock.Advance(Export.Lifetime);
        Assert.Equal("export-expired", (await people.Exports.One(people.Admin, asked.Id, Ct)).Code());
        Assert.Equal(1, await people.Forget.Run(Ct));
        Assert.DoesNotContain(people.Acme.Data.Documents.Keys, k => k.Collection is Export.Collection or ExportPart.Collection);
    }

    [Fact]
    public async Task An_export_about_somebody_goes_with_them()
    {
        var people = new People(await Acme.Open());
        await people.Invited("ann@example.com", "Ann Lee");
        var export = (await people.AskExport.Candidate(people.Admin, "ann@example.com", Ct)).Value();
        await people.Export.Run(people.Acme.System, export.Id, Ct);

        var asked = (await people.Ask.Candidate(people.Admin, "ann@example.com", false, Ct)).Value();
        await people.Run.Run(people.Acme.System, asked.Id, Ct);

        Assert.Equal("not-found", (await people.Exports.One(people.Admin, export.Id, Ct)).Code());
        Assert.DoesNotContain(people.Acme.Data.Documents.Keys, k => k.Collection == ExportPart.Collection);
    }

    private static async Task<Dictionary<string, string>> Files(People people, Export export)
    {
        using var file = new MemoryStream();
        await foreach (var part in people.Exports.Content(Acme.Id, export, Ct)) file.Write(part);
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            files.Add(entry.FullName, await reader.ReadToEndAsync(Ct));
        }

        return files;
    }
}
