using System.ComponentModel.DataAnnotations;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>Section <c>Sandbox</c>: which sandbox runs code, and how much at once.</summary>
public sealed class SandboxOptions
{
    public const string Section = "Sandbox";

    /// <summary>Such as <c>http://sandbox:5090</c>. Empty, and no <see cref="Endpoints"/>: a child process of our own on a Unix socket.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Several, in place of <see cref="Endpoint"/>; each run goes to the one with the most free capacity.</summary>
    public IList<string> Endpoints { get; } = [];

    /// <summary>PEM file that we show to workers at <c>https</c> endpoints.</summary>
    public string ClientCertificate { get; set; } = "";

    /// <summary>PEM file with its private key.</summary>
    public string ClientKey { get; set; } = "";

    /// <summary>PEM file of the authorities that sign workers' certificates; no other is believed.</summary>
    public string ServerCa { get; set; } = "";

    /// <summary>A worker that says nothing for so long, not even that it lives, has lost its runs.</summary>
    [Range(2, 600, ErrorMessage = "Sandbox:SilenceSeconds is a number from 2 to 600.")]
    public int SilenceSeconds { get; set; } = 15;

    /// <summary>How long a run may wait for its turn.</summary>
    [Range(1, 1440, ErrorMessage = "Sandbox:QueueMinutes is a number from 1 to 1440.")]
    public int QueueMinutes { get; set; } = 30;

    /// <summary>The child's program, a .dll or an executable.</summary>
    [Required(ErrorMessage = "Sandbox:Executable names the sandbox's program.")]
    public string Executable { get; set; } = Path.Combine(AppContext.BaseDirectory, "sandbox", "EllaAI.Sandbox.dll");

    /// <summary>Folder of the child's socket. Empty: a fresh private one; a socket's path has room for 107 characters only.</summary>
    public string Socket { get; set; } = "";

    /// <summary>Submissions at once in the child. 0: as many as there are processors.</summary>
    [Range(0, 1024, ErrorMessage = "Sandbox:Capacity is a number from 0 to 1024.")]
    public int Capacity { get; set; }

    /// <summary>Run even where no control group bounds memory: for containers that delegate none.</summary>
    public bool AllowNoCgroup { get; set; }

    internal Core.Execution.MutualTlsFiles Tls => new(ClientCertificate, ClientKey, ServerCa);

    internal IReadOnlyList<string> Addresses => Endpoint.Length > 0 ? [Endpoint, .. Endpoints] : [.. Endpoints];
}
