using System.ComponentModel.DataAnnotations;

namespace EllaAI.Web.Hosting;

/// <summary>Section <c>Metrics</c>: who may read <c>/metrics</c>.</summary>
public sealed class MetricsOptions
{
    public const string Section = "Metrics";

    /// <summary>
    /// Whoever shows it (<c>Authorization: Bearer ...</c>) may read. Empty: only this machine, and nobody where <c>Ella:PublicAddress</c> is set,
    /// because then a proxy on this machine may speak for anybody.
    /// </summary>
    [RegularExpression(@"^$|^\S{16,}$", ErrorMessage = "Metrics:Token must be empty or have at least 16 characters without blanks.")]
    public string Token { get; set; } = "";
}
