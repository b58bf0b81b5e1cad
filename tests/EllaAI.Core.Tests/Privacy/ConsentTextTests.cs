using EllaAI.Core.Access;
using EllaAI.Core.Invitations;
using EllaAI.Core.Privacy;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Privacy;

public sealed class ConsentTextTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_a_company_asks_for_it_nothing_starts_without_the_tick()
    {
        var people = new People(await Acme.Open());
        await Set(people, "We keep your code for **a year**.");
        var token = await people.Acme.InviteAnn();

        Assert.Equal("agreement-missing", (await people.Acme.Start.Run(token, true, Acme.Browser, Ct)).Code());
        Assert.Equal("agreement-changed", (await people.Acme.Start.Run(token, true, Acme.Browser with { Agreed = 7 }, Ct)).Code());
        var attempt = (await people.Acme.Start.Run(token, true, Acme.Browser with { Agreed = 1 }, Ct)).Value();

        var agreed = (await people.Consent.Agreed(Acme.Candidate(attempt), attempt.Id, Ct)).Value();
        Assert.Equal((1, agreed.Hash, people.Acme.Clock.GetUtcNow()), (attempt.Agreement!.Version, attempt.Agreement.Hash, attempt.Agreement.At));
        Assert.Equal("We keep your code for **a year**.", agreed.Text);
    }

    [Fact]
    public async Task A_change_is_another_version_and_what_somebody_agreed_to_stays_what_it_was()
    {
        var people = new People(await Acme.Open());
        await Set(people, "First.");
        var (early, late) = (await people.Acme.InviteAnn(), await people.Invited("bob@example.com", "Bob Wu"));
        var first = (await people.Acme.Start.Run(early, true, Acme.Browser with { Agreed = 1 }, Ct)).Value();
        await Set(people, "Second.");

        Assert.Equal("agreement-changed", (await people.Acme.Start.Run(late, true, Acme.Browser with { Agreed = 1 }, Ct)).Code());
        var second = (await people.Acme.Start.Run(late, true, Acme.Browser with { Agreed = 2 }, Ct)).Value();

        Assert.Equal("First.", (await people.Consent.Agreed(Acme.As(Role.Viewer), first.Id, Ct)).Value().Text);
        Assert.Equal("Second.", (await people.Consent.Agreed(Acme.As(Role.Viewer), second.Id, Ct)).Value().Text);
        Assert.Equal("not-found", (await people.Consent.Agreed(Acme.Candidate(first), second.Id, Ct)).Code());
    }

    [Fact]
    public async Task Nothing_is_asked_where_the_text_is_empty()
    {
        var people = new People(await Acme.Open());
        await Set(people, "First.");
        await Set(people, "  ");

        var attempt = await people.Acme.StartAttempt();

        Assert.Null(attempt.Agreement);
        Assert.Equal("not-found", (await people.Consent.Agreed(Acme.Candidate(attempt), attempt.Id, Ct)).Code());
    }

    [Fact]
    public async Task Of_two_who_change_it_at_once_one_is_told_and_the_same_text_is_no_change()
    {
        var people = new People(await Acme.Open());
        await Set(people, "First.");

        Assert.Equal("conflict", (await people.Texts.Run(people.Admin, "Mine.", 0, Ct)).Code());
        Assert.Equal(1, (await people.Texts.Run(people.Admin, "First.\r\n", 1, Ct)).Value().ConsentVersion);
        Assert.Equal("invalid-text", (await people.Texts.Run(people.Admin, new string('x', ConsentText.MaxText + 1), 1, Ct)).Code());
        Assert.Equal("forbidden", (await people.Texts.Run(people.Acme.Recruiter, "Mine.", 1, Ct)).Code());
    }

    private static async Task Set(People people, string text)
    {
        var version = (await people.Retention.Read(people.Admin, Ct)).Value().ConsentVersion;
        (await people.Texts.Run(people.Admin, text, version, Ct)).Value();
    }
}
