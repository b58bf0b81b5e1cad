using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Core.Tests.Access;

public sealed class AskForLinkTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly MemoryData _data = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ANN@EXAMPLE.COM")]
    [InlineData("DISABLED@EXAMPLE.COM")]
    [InlineData("NOBODY@EXAMPLE.COM")]
    public async Task Every_address_leaves_as_much_behind_and_nothing_more_once_it_is_asked_too_often(string email)
    {
        var documents = new MemoryDocumentStore(_data, new OutboxBell(), Schemas.Declared, _clock);
        var platform = Actor.System(CompanyId.Platform);
        foreach (var account in new[] { Somebody("ann@example.com"), Somebody("disabled@example.com") with { DisabledAt = _clock.GetUtcNow() } })
            Assert.True(await documents.Commit([Change.Create(platform.Key(Account.Collection, account.Id), account)], [], Ct));
        var before = _data.Documents.Count;
        var ask = new AskForLink(documents, new(documents, _clock));

        for (var i = 0; i < 8; i++) await ask.Run(AccountLink.ResetPassword, email, Ct);

        Assert.Equal(Enumerable.Repeat("ella.account-link-asked", 5), _data.Events.Select(e => e.Name()));
        // The tries that are counted, and the events.
        Assert.Equal(before + 1 + 5, _data.Documents.Count);
    }

    private static Account Somebody(string email) => new(new(Guid.NewGuid()), "Ann", email, Account.Normal(email), "", "stamp");
}
