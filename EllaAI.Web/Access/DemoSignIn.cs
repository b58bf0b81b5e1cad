namespace EllaAI.Web.Access;

/// <summary>An account of the demo company, shown on the sign-in page while demo data is on.</summary>
public sealed record DemoSignIn(string Role, string Email, string Password);
