using System.Net;
using System.Net.Sockets;

namespace EllaAI.Core.Webhooks;

/// <summary>
/// Which addresses are of the internet, after IANA's registries of special-purpose addresses (RFC 6890 and what followed). All else
/// is this machine, its networks, or a way around into them.
/// </summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] _special4 = Networks(
        "0.0.0.0/8", // This network; 0.0.0.0 is this machine.
        "10.0.0.0/8",
        "100.64.0.0/10", // Behind a provider's translation, and clouds' own services.
        "127.0.0.0/8",
        "169.254.0.0/16", // Link-local, and clouds' metadata.
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4");

    /// <summary>The only part of IPv6 that is handed out; loopback, link-local, unique local and multicast lie outside of it.</summary>
    private static readonly IPNetwork _global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] _special6 = Networks(
        "2001::/23", // Protocols, Teredo among them, which holds an IPv4 address.
        "2001:db8::/32",
        "2002::/16", // 6to4, which holds an IPv4 address.
        "3fff::/20");

    /// <summary>How a network of IPv6 alone reaches IPv4: the last four bytes are the address.</summary>
    private static readonly IPNetwork _translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Contains(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? Contains(address.MapToIPv4())
        : address.AddressFamily == AddressFamily.InterNetwork ? !_special4.Any(n => n.Contains(address))
        : _translated.Contains(address) ? Contains(new IPAddress(address.GetAddressBytes().AsSpan(12)))
        : _global6.Contains(address) && !_special6.Any(n => n.Contains(address));

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
