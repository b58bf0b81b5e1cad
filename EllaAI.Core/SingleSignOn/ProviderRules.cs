using EllaAI.Core.Webhooks;

namespace EllaAI.Core.SingleSignOn;

/// <summary>Where providers may be. What a webhook may not reach, a provider's address may not either.</summary>
/// <param name="AllowInsecure">Plain http as well, to this machine alone.</param>
/// <param name="AllowPrivateNetworks">Addresses within this machine and its networks as well.</param>
public sealed record ProviderRules(bool AllowInsecure, bool AllowPrivateNetworks)
{
    private readonly WebhookRules _addresses = new(AllowInsecure, AllowPrivateNetworks);

    /// <summary>As it is kept: without a slash at its end.</summary>
    public Result<string> Issuer(string text)
    {
        if (text.Trim().Length == 0) return Problems.Invalid("issuer", "Enter the address of your provider, its issuer.");
        if (text.Length > Provider.MaxText) return Problems.Invalid("issuer", $"An address can have at most {Provider.MaxText} characters.");
        if (!_addresses.Address(text).Ok(out var url, out var problem)) return Problems.Invalid("issuer", problem.Detail);
        if (url.Query.Length > 0) return Problems.Invalid("issuer", "An issuer has no ? and nothing behind it.");
        return Allows(url) ? text.Trim().TrimEnd('/') : Problems.Invalid("issuer", "The address starts with https://, so that nobody on the way can change what your provider says.");
    }

    /// <summary>Of the addresses that a provider names for itself.</summary>
    public bool Allows(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var url) && Allows(url);

    private bool Allows(Uri url) => url.Scheme == Uri.UriSchemeHttps || (AllowInsecure && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);
}
