using EllaAI.Core.Access;

namespace EllaAI.Web.Access;

/// <summary>An account on its way through the sign-in library, which changes users in place.</summary>
public sealed class SignInUser(Account account, long version)
{
    public Account Account { get; set; } = account;

    public long Version { get; set; } = version;

    /// <summary>The name of the company for which the account is made; empty for none.</summary>
    public string Joins { get; init; } = "";
}
