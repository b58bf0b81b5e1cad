using EllaAI.Core.Access;

namespace EllaAI.Web.Access;

/// <summary>An account of the demo data, shown on the sign-in page while that is on.</summary>
/// <param name="Role">In words.</param>
public sealed record DemoSignIn(string Role, string Name, string Email, string Password, IReadOnlyList<Membership> Memberships);
