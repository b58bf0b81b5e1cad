using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Storage;
using EllaAI.Web.Access;
using Xunit;

namespace EllaAI.Web.Tests.Access;

public sealed class PasswordRulesTests
{
    private static readonly Account _rita = new(
        new(Guid.NewGuid()), "Rita Moreno", "rita.moreno@globex.example", "", "", "");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "password-empty")]
    [InlineData("kR7#vq2z", "password-short")]
    [InlineData("fourteen chars", "password-short")]
    [InlineData("purple bicycle harbour", null)]
    [InlineData("  spaces  stay  around  it  ", null)]
    [InlineData("пурпурный велосипед", null)]
    [InlineData("🐳🚲🏔️🌋🎻🧭🪁🧊🥨🪵🧶🪀🎈🧨🪐", null)]
    [InlineData("passwordpassword", "password-common")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "password-common")]
    [InlineData("123456789012345678", "password-common")]
    [InlineData("qwertyuiopasdfghjkl", "password-common")]
    [InlineData("ILoveYouILoveYou", "password-common")]
    [InlineData("RitaMoreno2024!", "password-yours")]
    [InlineData("rita.moreno@globex.example1", "password-yours")]
    [InlineData("Blue Harvest Blue Harvest", "password-yours")]
    [InlineData("rita moreno likes slow purple trains", null)]
    public async Task A_password_is_long_not_common_and_not_about_oneself(string password, string? problem) =>
        Assert.Equal(problem, (await (await Rules()).Check(_rita, password, Ct))?.Code);

    [Theory]
    [InlineData("kR7#vq2", "password-short-with-step")]
    [InlineData("kR7#vq2z", null)]
    [InlineData("iloveyou", "password-common")]
    public async Task With_a_second_step_it_may_be_shorter(string password, string? problem)
    {
        var both = _rita with { Authenticator = new("", 0, default) };

        Assert.Equal(problem, (await (await Rules()).Check(both, password, Ct))?.Code);
    }

    [Theory]
    [InlineData(128, null)]
    [InlineData(129, "password-long")]
    [InlineData(10_000, "password-long")]
    public async Task It_is_bounded_by_characters_as_people_count_them(int length, string? problem)
    {
        // Each is two chars of .NET's.
        var password = string.Concat(Enumerable.Range(0, length).Select(i => char.ConvertFromUtf32(0x1F400 + i * 37 % 101)));

        Assert.Equal(problem, (await (await Rules()).Check(_rita, password, Ct))?.Code);
    }

    [Fact]
    public async Task Every_problem_has_a_sentence_and_codes_of_others_have_none()
    {
        var rules = await Rules();
        foreach (var password in new[] { "", "short", "passwordpassword", "RitaMoreno2024!", new string('x', 200) })
        {
            var problem = await rules.Check(_rita, password, Ct);
            Assert.Equal(problem!.Detail, PasswordRules.Sentence(problem.Code));
        }

        Assert.Null(PasswordRules.Sentence("<script>"));
    }

    [Fact]
    public async Task Many_are_checked_at_once()
    {
        var rules = await Rules();

        var all = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => rules.Check(_rita, i % 2 == 0 ? "passwordpassword" : $"purple bicycle harbour {i}", Ct))));

        Assert.All(all.Index(), one => Assert.Equal(one.Index % 2 == 0 ? "password-common" : null, one.Item?.Code));
    }

    private static async Task<PasswordRules> Rules()
    {
        var documents = new MemoryDocumentStore(new(), new OutboxBell(), Schemas.Declared, TimeProvider.System);
        var company = new Company(new("acme-2"), "Blue Harvest");
        var actor = Actor.System(company.Id);
        await documents.Commit(
            [Change.Create(actor.Key(Company.Collection, company.Id.Value), company), Change.Create(Member.Key(actor, _rita.Id), Member.Of(_rita, Role.Recruiter, default))], [], Ct);
        return new(new(documents));
    }
}
