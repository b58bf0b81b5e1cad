using System.Net;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Tests;
using EllaAI.Web.Access;
using EllaAI.Web.Ui;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Members;

/// <summary>The page behind the link of somebody who is invited as a member.</summary>
public sealed class JoinPageTests(EllaApp app)
{
    private static readonly Actor _olu = Actor.Member(new(Guid.NewGuid()), new(CompanyId.Platform, Role.PlatformAdmin));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_company_is_suspended_the_link_takes_no_password_and_makes_no_account()
    {
        // One of its own: the others are not to be suspended.
        var company = new CompanyId($"umbra-{Guid.NewGuid():N}"[..20]);
        await app.AddAccount($"owner-{company}@example.com", company, Role.Owner);
        var email = $"noor-{company}@example.com";
        var owner = Actor.Member(new(Guid.NewGuid()), new(company, Role.Owner));
        var link = (await Get<InviteMember>().Run(owner, email, Role.Viewer, app.Address, Ct)).Value().Link.AbsolutePath;
        (await Get<ChangeCompany>().Suspend(_olu, company, "Bills are open.", Ct)).Value();
        using var noor = new Browser(app);

        using var shown = await noor.Get(link);
        var page = await shown.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.Gone, shown.StatusCode);
        Assert.Contains("This invitation is paused", page, StringComparison.Ordinal);
        Assert.DoesNotContain("password", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("Bills|suspended", page);
        using var refused = await noor.PostForm(link, ("name", "Noor Amin"), ("password", EllaApp.Password));
        Assert.Equal(link, refused.Headers.Location?.ToString());
        Assert.False(await HasAccount(email));

        (await Get<ChangeCompany>().Restore(_olu, company, Ct)).Value();
        using var joined = await noor.PostForm(link, ("name", "Noor Amin"), ("password", EllaApp.Password));
        Assert.Equal(RailItem.Home, joined.Headers.Location?.ToString());
        Assert.True(await HasAccount(email));
    }

    private T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    private async Task<bool> HasAccount(string email)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UserManager<SignInUser>>().FindByEmailAsync(email) is not null;
    }
}
