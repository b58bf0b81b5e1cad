using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Members;
using EllaAI.Core.Storage;
using EllaAI.Core.Tests.Companies;
using Xunit;

namespace EllaAI.Core.Tests.Members;

/// <summary>Acme's members, and what is done with them.</summary>
internal sealed class Staff(Acme acme)
{
    public ChangeMember Change { get; } = new(acme.Documents, acme.Clock);

    public RemoveMember Remove { get; } = new(acme.Documents, acme.Clock);

    public TransferOwnership Transfer { get; } = new(acme.Documents, acme.Clock);

    public InviteMember Invite { get; } = new(acme.Documents, acme.Clock);

    public JoinCompany Join { get; } = new(acme.Documents, acme.Clock);

    public ListCompaniesOf Companies { get; } = new(acme.Documents);

    public Sessions Sessions { get; } = new(acme.Documents, new(acme.Documents), acme.Clock);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Somebody with an account, and no company yet.</summary>
    public async Task<Account> Account(string name, string? email = null)
    {
        email ??= $"{name.Split(' ')[0].ToLowerInvariant()}@example.com";
        var account = new Account(new(Guid.NewGuid()), name, email, Core.Access.Account.Normal(email), "", "");
        Assert.True(await acme.Documents.Commit([Core.Storage.Change.Create(Actor.System(CompanyId.Platform).Key(Core.Access.Account.Collection, account.Id), account)], [], Ct));
        return account;
    }

    public async Task<Account> Add(string name, Role role, string company = "acme")
    {
        var account = await Account(name);
        (await new FoundMember(acme.Documents, acme.Clock).Run(account, new(new(company), role), Ct)).Value();
        return account;
    }

    public static Actor As(Account account, Role role, string company = "acme") => Actor.Member(account.Id, new(new(company), role));

    public async Task<InvitedMember> Invited(string email, Role role = Role.Recruiter) =>
        (await Invite.Run(Acme.As(Role.Owner), email, role, Acme.Site, Ct)).Value();

    public async Task<Member?> Find(Account account, string company = "acme") =>
        (await acme.Documents.Get<Member>(Member.Key(Actor.System(new(company)), account.Id), Ct))?.Value;
}
