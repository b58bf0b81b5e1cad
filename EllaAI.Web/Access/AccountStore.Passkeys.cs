using System.Buffers.Text;
using EllaAI.Core.Access;
using Microsoft.AspNetCore.Identity;

namespace EllaAI.Web.Access;

/// <summary>Passkeys as the sign-in library reads them. They are added, renamed and removed by <see cref="ChangeAccount"/>.</summary>
internal sealed partial class AccountStore : IUserPasskeyStore<SignInUser>
{
    public Task AddOrUpdatePasskeyAsync(SignInUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var id = Base64Url.EncodeToString(passkey.CredentialId);
        var known = user.Account.Passkeys.FirstOrDefault(p => p.Id == id);
        return Set(user, a => a with { Passkeys = [.. a.Passkeys.Where(p => p.Id != id), Of(passkey, known?.Name ?? passkey.Name ?? "", known?.LastUsed)] });
    }

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(SignInUser user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Account.Passkeys.Select(Info)]);

    public async Task<SignInUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await documents.Get<PasskeyOwner>(PasskeyOwner.Key(Base64Url.EncodeToString(credentialId)), cancellationToken) is { } owner
            ? await FindByIdAsync(owner.Value.Account.Value.ToString("N"), cancellationToken)
            : null;

    public Task<UserPasskeyInfo?> FindPasskeyAsync(SignInUser user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = Base64Url.EncodeToString(credentialId);
        return Task.FromResult(user.Account.Passkeys.FirstOrDefault(p => p.Id == id) is { } found ? Info(found) : null);
    }

    public Task RemovePasskeyAsync(SignInUser user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = Base64Url.EncodeToString(credentialId);
        return Set(user, a => a with { Passkeys = [.. a.Passkeys.Where(p => p.Id != id)] });
    }

    public static Passkey Of(UserPasskeyInfo info, string name, DateTimeOffset? lastUsed) => new(
        Base64Url.EncodeToString(info.CredentialId), name, Base64Url.EncodeToString(info.PublicKey), info.SignCount, info.Transports ?? [],
        info.IsBackupEligible, info.IsBackedUp, info.CreatedAt, lastUsed);

    /// <summary>What the device said of itself when it was made is not kept: nothing is decided by it.</summary>
    private static UserPasskeyInfo Info(Passkey passkey) => new(
        Base64Url.DecodeFromChars(passkey.Id), Base64Url.DecodeFromChars(passkey.PublicKey), passkey.Since, (uint)passkey.SignCount, [.. passkey.Transports],
        isUserVerified: true, passkey.BackupEligible, passkey.BackedUp, [], [])
    {
        Name = passkey.Name,
    };
}
