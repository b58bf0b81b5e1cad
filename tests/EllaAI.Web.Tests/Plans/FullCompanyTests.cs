using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Plans;
using EllaAI.Core.Tests;
using EllaAI.Web.Tests.SingleSignOn;
using Xunit;

namespace EllaAI.Web.Tests.Plans;

/// <summary>Single sign-on into a company that has as many members as it may.</summary>
[Collection("single sign-on")]
public sealed class FullCompanyTests(SignOnApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_company_lets_in_those_whom_it_has_and_nobody_new()
    {
        var company = await app.Company();
        await Comes("noor", signedIn: true);
        await Limit(2);

        var page = await Comes("ada", signedIn: false);
        Assert.Contains("as many members here as it may have", page, StringComparison.Ordinal);
        Assert.Null(await app.Account(company.Email("ada")));
        await Comes("noor", signedIn: true);

        // Whoever was invited has a place.
        await Limit(3);
        (await app.Get<InviteMember>().Run(company.Owner, company.Email("ada"), Role.Admin, app.App.Address, Ct)).Value();
        await Comes("bo", signedIn: false);
        await Comes("ada", signedIn: true);

        async Task<string> Comes(string name, bool signedIn)
        {
            app.Provider.Person = new($"{company.Id}-{name}", company.Email(name));
            using var browser = new Surfer(app.App);
            var (_, html) = await browser.Go(company.Start);
            Assert.Equal(signedIn, browser.IsSignedIn);
            return html;
        }

        async Task Limit(long members) => (await app.Get<ChoosePlan>().Run(
            Actor.Member(new(Guid.NewGuid()), new(CompanyId.Platform, Role.PlatformAdmin)), company.Id, null, [new(Quota.Members, members)], Ct)).Value();
    }
}
