using System.ComponentModel.DataAnnotations;

namespace EllaAI.Web.SingleSignOn;

/// <summary>Section <c>SingleSignOn</c>: where companies' providers may be.</summary>
public sealed class SingleSignOnOptions
{
    public const string Section = "SingleSignOn";

    /// <summary>Plain http as well, to this machine alone: for a provider on one's own desk.</summary>
    public bool AllowInsecure { get; set; }

    /// <summary>This machine and its networks as well: where a company's provider is not on the internet.</summary>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>How long a provider may take for one answer.</summary>
    [Range(1, 300, ErrorMessage = "SingleSignOn:TimeoutSeconds is from 1 to 300.")]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>Address and port of the name server that is asked for domains' records; empty takes the machine's.</summary>
    [RegularExpression(@"^$|^[\d.]+(:\d+)?$|^\[[\da-fA-F:]+\](:\d+)?$", ErrorMessage = "SingleSignOn:NameServer is an address with a port, such as 10.0.0.2:53.")]
    public string NameServer { get; set; } = "";
}
