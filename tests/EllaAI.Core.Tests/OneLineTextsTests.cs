using EllaAI.Core.Access;
using EllaAI.Core.Api;
using EllaAI.Core.Assessments;
using EllaAI.Core.Companies;
using EllaAI.Core.Execution;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Notifications;
using EllaAI.Core.Questions;
using EllaAI.Core.SingleSignOn;
using EllaAI.Core.Tests.Companies;
using EllaAI.Core.Webhooks;
using Xunit;

namespace EllaAI.Core.Tests;

/// <summary>Titles, names and the like stand in one line, beside others', in pages, mails and logs.</summary>
public sealed class OneLineTextsTests
{
    public static TheoryData<string> Broken { get; } = ["two\nlines", "two\rlines", "a\0b", "a\u001b[31m", "a\u0085b", "a\u2028b", "a\u2029b", "a\u202eb", "a\u2066b"];

    /// <summary>Spaces, what has no width, fillers, the empty Braille pattern.</summary>
    public static TheoryData<string> Blank { get; } = ["", " ", "\u00a0", "\u200b\u200b", "\ufeff", "\u200d \u2060", "\u3164", "\u2800", "\u115f\u1160", "\ufe0f", "\u00ad", "\U000E0041"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly Question _question = new(
        new(Guid.NewGuid()), "Sum", "Add them.", "easy", ["demo"], new Dictionary<string, string>(),
        [new(1, "One", "1 2", "3", true, 4) { Group = "All" }], Limits.Default, Checker.Tokens, default)
    {
        Groups = [new("All", 10, GroupScoring.Sum)],
    };

    private static readonly Assessment _assessment = new(new(Guid.NewGuid()), "Backend", 60, [], ["python"], AssessmentStatus.Draft, null, default);

    [Theory]
    [InlineData("Größe, 大きさ, حجم: \"<b>\" & 'c'")]
    [InlineData("👩‍👩‍👧 family of a zero-width joiner")]
    [InlineData("\u200fעברית\u200e")]
    public void What_people_do_write_passes(string text)
    {
        Assert.Null(Questioned(text, text, text, text));
        Assert.Null((_assessment with { Title = text }).Check());
        Assert.Null(ApiKey.Check(text, [ApiScopes.ReadResults], 30));
        Assert.Null(WebhookEndpoint.Check(text, [WebhookEvents.All[0].Name]));
        Assert.Equal(text, Passkey.NameOf(text, "Laptop"));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_breaks_a_line_or_turns_it_round_is_refused(string text)
    {
        Assert.Equal("invalid-title", (_assessment with { Title = text }).Check()?.Code);
        Assert.Equal("invalid-title", Questioned(title: text));
        Assert.Equal("invalid-tags", Questioned(tag: text));
        Assert.Equal("invalid-tests", Questioned(test: text));
        Assert.Equal("invalid-groups", Questioned(group: text));
        Assert.Equal("invalid-checker", QuestionRules.Check(_question with { Checker = new(CheckerKind.Program) { Program = new("python", [new(text, "exit(42)")]) } })?.Code);
        Assert.Equal("invalid-unit-tests", QuestionRules.Check(_question with { UnitTests = new Dictionary<string, UnitTests> { ["python"] = new("", [new(text, "")]) } })?.Code);
        Assert.Equal("invalid-description", WebhookEndpoint.Check(text, [WebhookEvents.All[0].Name])?.Code);
        Assert.Equal("invalid-name", ApiKey.Check(text, [ApiScopes.ReadResults], 30)?.Code);
        Assert.False(EmailAddress.IsValid($"{text}@example.com"));
        Assert.DoesNotContain(Passkey.NameOf(text, "Laptop"), Text.IsUnprintable);
    }

    [Theory]
    [MemberData(nameof(Blank))]
    public async Task What_shows_nothing_is_no_title_and_no_name(string text)
    {
        var acme = await Acme.Open();

        Assert.Equal("invalid-title", (_assessment with { Title = text }).Check()?.Code);
        Assert.Equal("invalid-title", Questioned(title: text));
        Assert.Equal("invalid-tags", Questioned(tag: text));
        Assert.Equal("invalid-groups", Questioned(group: text));
        Assert.Equal("invalid-name", ApiKey.Check(text, [ApiScopes.ReadResults], 30)?.Code);
        Assert.Equal("invalid-name", (await new RenameCompany(acme.Documents, acme.Clock).Run(Acme.As(Role.Admin), text, Ct)).Code());
        Assert.Equal("invalid-name", (await acme.Invite.Run(acme.Recruiter, acme.Assessment.Id, text, "ann@example.com", Acme.Site, Ct)).Code());
        Assert.Equal("invalid-reason", Impersonation.Reasoned(string.Concat(Enumerable.Repeat(text, 20))).Code());
        Assert.Equal("Laptop", Passkey.NameOf(text, "Laptop"));
        Assert.Equal("ann", new ProviderIdentity("https://id.example", "1", "ann@example.com", true, text).NameOr("ann@example.com"));
    }

    private static string? Questioned(string title = "Sum", string tag = "demo", string test = "One", string group = "All") => QuestionRules.Check(_question with
    {
        Title = title,
        Tags = [tag],
        Tests = [_question.Tests[0] with { Name = test, Group = group }],
        Groups = [_question.Groups[0] with { Name = group }],
    })?.Code;
}
