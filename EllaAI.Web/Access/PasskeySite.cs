using System.Net;
using EllaAI.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Access;

/// <summary>
/// Which site passkeys are made for: the configured one, never what a request says of itself. A browser makes none for a bare IP address, so on one's
/// own machine it is <c>localhost</c>.
/// </summary>
internal sealed class PasskeySite(SiteAddress site) : IConfigureOptions<IdentityPasskeyOptions>
{
    public string Domain => IPAddress.TryParse(site.Value.Host.Trim('[', ']'), out _) ? "localhost" : site.Value.Host;

    /// <summary>Where they work.</summary>
    public Uri Address => new UriBuilder(site.Value) { Host = Domain }.Uri;

    public void Configure(IdentityPasskeyOptions options)
    {
        options.ServerDomain = Domain;
        // Something one has and something one knows or is, in one: therefore no second step is asked for.
        options.UserVerificationRequirement = "required";
        // Found without typing an address.
        options.ResidentKeyRequirement = "required";
        options.ValidateOrigin = origin => ValueTask.FromResult(!origin.CrossOrigin && IsOurs(origin.Origin));
    }

    private bool IsOurs(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var of) && of.Scheme is "https" or "http" && string.Equals(of.Authority, Address.Authority, StringComparison.OrdinalIgnoreCase);
}
