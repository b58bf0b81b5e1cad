using System.Net;
using System.Net.Sockets;

namespace EllaAI.Web.Hosting.Limits;

/// <summary>Which limit an endpoint's requests count for, and whose.</summary>
/// <param name="Name">Stands in the headers and in Redis.</param>
/// <param name="PerMinute">How many there may be.</param>
/// <param name="Caller">Whose they are. Null when the caller cannot show it: then they count for the address, so that nobody gets more by inventing names.</param>
internal sealed record LimitedBy(string Name, Func<LimitOptions, int> PerMinute, Func<HttpContext, string?> Caller) : IHasLimit
{
    LimitedBy IHasLimit.Limit => this;

    public static LimitedBy Address { get; } = new("address", limits => limits.Address, AddressOf);

    public static LimitedBy SignIn { get; } = new("sign-in", limits => limits.SignIn, AddressOf);

    /// <summary>Of programs, apart from pages: one that goes wild behind an address takes nothing from the people behind it.</summary>
    public static LimitedBy Api { get; } = new("api", limits => limits.Address, AddressOf);

    /// <summary>On the way to a company's provider and back: a whole office comes at nine.</summary>
    public static LimitedBy SignOn { get; } = new("sign-on", limits => limits.Address, AddressOf);

    public static LimitedBy Tokens { get; } = new("tokens", limits => limits.Tokens, AddressOf);

    /// <summary>They ask the store and the sandbox. Apart from pages, so that these cannot make a replica look ill to the balancer that sends them.</summary>
    public static LimitedBy Health { get; } = new("health", _ => 600, AddressOf);

    /// <summary>An IPv6 client has a whole /64 to choose its address from.</summary>
    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } six => $"{new IPAddress([.. six.GetAddressBytes()[..8], .. new byte[8]])}/64",
        var four => four.ToString(),
    };
}

/// <summary>Metadata of an endpoint; of a page, an attribute.</summary>
internal interface IHasLimit
{
    LimitedBy Limit { get; }
}

/// <summary>Metadata of an endpoint: a limit of whoever turned out to ask, beside that of the address.</summary>
internal sealed record AlsoLimitedBy(LimitedBy Limit);

/// <summary>Requests that count for nobody: asked often, by machines, and cheap.</summary>
internal sealed record Unlimited;

internal static class LimitExtensions
{
    public static TBuilder LimitedBy<TBuilder>(this TBuilder endpoint, LimitedBy limit)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(limit);

    public static RouteGroupBuilder AlsoLimitedBy(this RouteGroupBuilder group, LimitedBy limit) => group.WithMetadata(new AlsoLimitedBy(limit));

    public static TBuilder WithoutLimit<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Unlimited());
}
