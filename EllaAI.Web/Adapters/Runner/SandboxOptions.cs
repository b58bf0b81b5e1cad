using System.ComponentModel.DataAnnotations;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>Section <c>Sandbox</c>: which sandbox runs code, and how much at once.</summary>
public sealed class SandboxOptions
{
    public const string Section = "Sandbox";

    /// <summary>Such as <c>http://sandbox:5090</c>. Empty: a child process of our own on a Unix socket.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The child's program, a .dll or an executable.</summary>
    [Required]
    public string Executable { get; set; } = Path.Combine(AppContext.BaseDirectory, "sandbox", "EllaAI.Sandbox.dll");

    /// <summary>Folder of the child's socket. Empty: a fresh private one; a socket's path has room for 107 characters only.</summary>
    public string Socket { get; set; } = "";

    /// <summary>Submissions at once in the child. 0: as many as there are processors.</summary>
    [Range(0, 1024)]
    public int Capacity { get; set; }

    /// <summary>Run even where no control group bounds memory: for containers that delegate none.</summary>
    public bool AllowNoCgroup { get; set; }
}
