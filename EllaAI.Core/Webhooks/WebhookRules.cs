using System.Net;

namespace EllaAI.Core.Webhooks;

/// <summary>What addresses this installation takes.</summary>
/// <param name="AllowInsecure">Plain http as well.</param>
/// <param name="AllowPrivateNetworks">Addresses within this machine and its networks as well.</param>
public sealed record WebhookRules(bool AllowInsecure, bool AllowPrivateNetworks)
{
    private static readonly Problem _private =
        Problems.Invalid("url", "This leads to this machine or a private network. Give an address that can be reached from the internet.");

    /// <summary>What can be seen in the text. Where a name leads is looked at when it is connected to.</summary>
    public Result<Uri> Address(string text) => text.Trim() switch
    {
        "" => Problems.Invalid("url", "Enter the address that is to be told."),
        { Length: > WebhookEndpoint.MaxUrl } => Problems.Invalid("url", $"An address can have at most {WebhookEndpoint.MaxUrl:N0} characters."),
        var trimmed => Uri.TryCreate(trimmed, UriKind.Absolute, out var url) && url.Host.Length > 0 ? Check(url) : NotOne(),
    };

    private static Problem NotOne() => Problems.Invalid("url", "This is not a whole address. It looks like https://example.com/hooks.");

    private Result<Uri> Check(Uri url) => url switch
    {
        _ when url.Scheme != Uri.UriSchemeHttps && !(AllowInsecure && url.Scheme == Uri.UriSchemeHttp) =>
            Problems.Invalid("url", AllowInsecure ? "The address starts with https:// or http://." : "The address starts with https://, so that nobody on the way can read what is sent."),
        { UserInfo.Length: > 0 } => Problems.Invalid("url", "The address cannot hold a user name or password. Put what tells you apart into its path."),
        { Fragment.Length: > 0 } => Problems.Invalid("url", "Leave out the # and what comes after it: it is never sent."),
        _ when !AllowPrivateNetworks && IsPrivate(url) => _private,
        _ => url,
    };

    private static bool IsPrivate(Uri url) => IPAddress.TryParse(url.DnsSafeHost, out var address)
        ? !PublicAddresses.Contains(address)
        : url.IdnHost.TrimEnd('.') is var host && (host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal));
}
