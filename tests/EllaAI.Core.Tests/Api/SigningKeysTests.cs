using EllaAI.Core.Api;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Api;

public sealed class SigningKeysTests
{
    private static readonly TimeSpan _moment = TimeSpan.FromSeconds(1);
    private readonly WrittenSeal _seal = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_key_signs_for_thirty_days_and_is_known_until_its_last_token_has_ended()
    {
        var acme = await Acme.Open();
        var keys = Keys(acme);
        var first = (await keys.Current(Ct)).Key.Id;

        acme.Clock.Advance(SigningKeys.Signs - _moment);
        await keys.Rotate(Ct);
        Assert.Equal(first, (await keys.Current(Ct)).Key.Id);
        acme.Clock.Advance(_moment);
        await keys.Rotate(Ct);
        var second = (await keys.Known(Ct))[0].Id;
        Assert.NotEqual(first, second);
        // Whoever read the list a moment ago knows the second only when it reads it again.
        acme.Clock.Advance(SigningKeys.Announced - _moment);
        Assert.Equal(first, (await keys.Current(Ct)).Key.Id);
        acme.Clock.Advance(_moment);
        Assert.Equal(second, (await keys.Current(Ct)).Key.Id);

        acme.Clock.Advance(SigningKeys.TokenLifetime);
        Assert.Equal([second, first], (await keys.Known(Ct)).Select(k => k.Id));
        acme.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal([second], (await keys.Known(Ct)).Select(k => k.Id));
        Assert.Equal(2, (await SigningKeys.Of(acme.Documents, Ct)).Value.Keys.Count);
        await keys.Rotate(Ct);
        Assert.Single((await SigningKeys.Of(acme.Documents, Ct)).Value.Keys);
    }

    [Fact]
    public async Task Of_two_replicas_that_make_the_first_at_once_one_does()
    {
        var acme = await Acme.Open();
        var others = "";
        acme.Documents.BeforeNextCommit(async () => others = (await Keys(acme).Current(Ct)).Key.Id);

        Assert.Equal((await Keys(acme).Current(Ct)).Key.Id, others);
        Assert.Single(await Keys(acme).Known(Ct));
    }

    [Fact]
    public async Task Of_two_replicas_that_make_the_next_at_once_one_does()
    {
        var acme = await Acme.Open();
        await Keys(acme).Current(Ct);
        acme.Clock.Advance(SigningKeys.Signs);
        acme.Documents.BeforeNextCommit(() => Keys(acme).Rotate(Ct));

        await Keys(acme).Rotate(Ct);

        Assert.Equal(2, (await Keys(acme).Known(Ct)).Count);
    }

    [Fact]
    public async Task One_that_cannot_be_opened_any_more_is_replaced_and_still_known()
    {
        var acme = await Acme.Open();
        var first = (await Keys(acme).Current(Ct)).Key.Id;
        _seal.Lost.Add(first);

        var second = (await Keys(acme).Current(Ct)).Key.Id;

        Assert.Equal([second, first], (await Keys(acme).Known(Ct)).Select(k => k.Id));
        Assert.Equal(second, (await Keys(acme).Current(Ct)).Key.Id);
    }

    [Fact]
    public async Task Nobody_makes_one_before_it_is_wanted()
    {
        var acme = await Acme.Open();
        await Keys(acme).Rotate(Ct);
        Assert.Empty(await Keys(acme).Known(Ct));
    }

    private UseSigningKeys Keys(Acme acme) => new(acme.Documents, _seal, acme.Clock);

    private sealed class WrittenSeal : ISigningSeal
    {
        public HashSet<string> Lost { get; } = [];

        public string Seal(string key, byte[] secret) => $"{key}|{Convert.ToBase64String(secret)}";

        public byte[]? Open(string key, string sealedSecret) =>
            !Lost.Contains(key) && sealedSecret.Split('|') is [var of, var secret] && of == key ? Convert.FromBase64String(secret) : null;
    }
}
