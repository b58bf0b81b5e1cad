using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;
using Microsoft.AspNetCore.Identity;

namespace EllaAI.Web.Access;

/// <summary>Accounts for ASP.NET Core Identity, kept as documents of the platform.</summary>
internal sealed partial class AccountStore(IDocumentStore documents)
    : IUserPasswordStore<SignInUser>, IUserEmailStore<SignInUser>, IUserSecurityStampStore<SignInUser>
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);

    public async Task<IdentityResult> CreateAsync(SignInUser user, CancellationToken cancellationToken)
    {
        var made = await documents.Commit([Change.Create(Key(user.Account.Id), user.Account), AddressOwner.Create(user.Account)], [], cancellationToken);
        if (!made) return IdentityResult.Failed(new IdentityErrorDescriber().DuplicateEmail(user.Account.Email));
        user.Version = 1;
        return IdentityResult.Success;
    }

    public Task<IdentityResult> UpdateAsync(SignInUser user, CancellationToken cancellationToken) => Commit(user, cancellationToken);

    public async Task<IdentityResult> DeleteAsync(SignInUser user, CancellationToken cancellationToken) =>
        await documents.Commit([new(Key(user.Account.Id), null, user.Version), AddressOwner.Remove(user.Account)], [], cancellationToken) ? IdentityResult.Success : Stale();

    public async Task<SignInUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) && await documents.Get<Account>(Key(new(id)), cancellationToken) is { } found
            ? new(found.Value, found.Version)
            : null;

    public async Task<SignInUser?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken)
    {
        var query = _platform.Query(Account.ByEmail, normalizedEmail) with { Limit = 1 };
        await foreach (var found in documents.Query<Account>(query, cancellationToken)) return new(found.Value, found.Version);
        return null;
    }

    // The e-mail address is the user name.
    public Task<SignInUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult(user.Account.Id.Value.ToString("N"));

    public Task<string?> GetUserNameAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.Email);

    public Task SetUserNameAsync(SignInUser user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetNormalizedUserNameAsync(SignInUser user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Account.NormalizedEmail);

    public Task SetNormalizedUserNameAsync(SignInUser user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetEmailAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.Email);

    public Task SetEmailAsync(SignInUser user, string? email, CancellationToken cancellationToken) => Set(user, a => a with { Email = email ?? "" });

    public Task<bool> GetEmailConfirmedAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult(user.Account.EmailConfirmed);

    public Task SetEmailConfirmedAsync(SignInUser user, bool confirmed, CancellationToken cancellationToken) =>
        Set(user, a => a with { EmailConfirmed = confirmed });

    public Task<string?> GetNormalizedEmailAsync(SignInUser user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Account.NormalizedEmail);

    public Task SetNormalizedEmailAsync(SignInUser user, string? normalizedEmail, CancellationToken cancellationToken) =>
        Set(user, a => a with { NormalizedEmail = normalizedEmail ?? "" });

    public Task<string?> GetPasswordHashAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.PasswordHash);

    public Task SetPasswordHashAsync(SignInUser user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(user, a => a with { PasswordHash = passwordHash ?? "" });

    public Task<bool> HasPasswordAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult(user.Account.PasswordHash.Length > 0);

    public Task<string?> GetSecurityStampAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.SecurityStamp);

    public Task SetSecurityStampAsync(SignInUser user, string stamp, CancellationToken cancellationToken) => Set(user, a => a with { SecurityStamp = stamp });

    public void Dispose()
    {
        // Holds nothing of its own.
    }

    private static DocumentKey Key(AccountId id) => _platform.Key(Account.Collection, id);

    private static Task Set(SignInUser user, Func<Account, Account> change)
    {
        user.Account = change(user.Account);
        return Task.CompletedTask;
    }

    private static IdentityResult Stale() => IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());

    private async Task<IdentityResult> Commit(SignInUser user, CancellationToken ct)
    {
        if (!await documents.Commit([new(Key(user.Account.Id), user.Account, user.Version)], [], ct)) return Stale();
        user.Version++;
        return IdentityResult.Success;
    }
}
