using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.SingleSignOn;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.SingleSignOn;

public sealed class DomainsTests
{
    private readonly ScriptedRecords _records = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Example.COM.", "example.com")]
    [InlineData("@example.com", "example.com")]
    [InlineData("münchen.example", "xn--mnchen-3ya.example")]
    [InlineData("localhost", null)]
    [InlineData("example.com/x", null)]
    [InlineData("a b.example", null)]
    [InlineData("-x.example", null)]
    [InlineData("127.0.0.1", null)]
    [InlineData("", null)]
    public void A_domain_is_compared_in_one_form(string typed, string? name) => Assert.Equal(name, DomainName.Of(typed));

    [Theory]
    [InlineData("ann@Example.com", "example.com")]
    [InlineData("\"a@evil.example\"@example.com", "example.com")]
    [InlineData("ann@example.com@evil.example", null)]
    [InlineData("ann@example.com\n", null)]
    [InlineData("ann", null)]
    public void The_domain_of_an_address_is_what_stands_behind_its_last_at(string email, string? name) => Assert.Equal(name, DomainName.OfAddress(email));

    [Fact]
    public async Task A_domain_is_proven_by_the_record_that_was_asked_for_alone()
    {
        var acme = await Acme.Open();
        var domains = new ChangeDomains(acme.Documents, _records, acme.Clock);
        var claimed = (await domains.Add(Acme.As(Role.Owner), "acme.example", Ct)).Value();
        Assert.Equal("invalid-domain", (await domains.Add(Acme.As(Role.Owner), "ACME.example", Ct)).Code());

        _records.All[claimed.RecordName] = "ella-domain=something-else";
        Assert.Equal("domain-not-proven", (await domains.Prove(Acme.As(Role.Owner), "acme.example", Ct)).Code());

        _records.All[claimed.RecordName] = claimed.RecordText;
        Assert.NotNull((await domains.Prove(Acme.As(Role.Owner), "acme.example", Ct)).Value().ProvenAt);
        Assert.True(await DomainOwner.Is(acme.Documents, "acme.example", Acme.Id, Ct));
    }

    [Fact]
    public async Task Of_two_companies_that_prove_a_domain_at_once_one_has_it()
    {
        var acme = await Acme.Open();
        var domains = new ChangeDomains(acme.Documents, _records, acme.Clock);
        var (one, other) = (Acme.As(Role.Owner), Acme.As(Role.Owner, "globex"));
        await acme.Documents.Commit([Change.Create(Company.Key(other), new Company(other.Company, "Globex"))], [], Ct);
        foreach (var owner in (Actor[])[one, other])
        {
            var claimed = (await domains.Add(owner, "shared.example", Ct)).Value();
            _records.All.AddOrUpdate(claimed.RecordName, claimed.RecordText, (_, before) => $"{before}\n{claimed.RecordText}");
        }

        var proven = await Task.WhenAll(((Actor[])[one, other]).Select(owner => Task.Run(() => domains.Prove(owner, "shared.example", Ct), Ct)));

        Assert.Single(proven, p => p.Ok(out _, out _));
        Assert.Single(proven, p => !p.Ok(out _, out var problem) && problem.Code == "domain-taken");
    }

    [Fact]
    public async Task There_are_so_many_domains_and_no_more()
    {
        var acme = await Acme.Open();
        var domains = new ChangeDomains(acme.Documents, _records, acme.Clock);
        for (var i = 0; i < Provider.MaxDomains; i++) (await domains.Add(Acme.As(Role.Owner), $"d{i}.example", Ct)).Value();

        Assert.Equal("domain-too-many", (await domains.Add(Acme.As(Role.Owner), "more.example", Ct)).Code());
        Assert.Equal("forbidden", (await domains.Add(Acme.As(Role.Admin), "more.example", Ct)).Code());
    }
}
