using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>Where sandboxes answer: on other hosts, or our own child on a socket in a folder that only we may enter.</summary>
internal sealed class SandboxAddress : IDisposable
{
    private const int LongestSocket = 107;

    private readonly string? _temporary;

    public SandboxAddress(IOptions<SandboxOptions> options)
    {
        Endpoints = [.. options.Value.Addresses.Select(a => new Uri(a))];
        if (Endpoints.Count > 0) return;
        // A temporary folder is made with mode 0700.
        var folder = options.Value.Socket is { Length: > 0 } given ? Directory.CreateDirectory(given).FullName : _temporary = Directory.CreateTempSubdirectory("ella-").FullName;
        Socket = Path.Combine(folder, "runner");
        if (Socket.Length > LongestSocket)
            throw new OptionsValidationException(SandboxOptions.Section, typeof(SandboxOptions), [$"Sandbox:Socket must be a shorter folder: the path {Socket} has {Socket.Length} characters, {LongestSocket} fit."]);
    }

    /// <summary>Empty when the sandbox is our own child.</summary>
    public IReadOnlyList<Uri> Endpoints { get; }

    /// <summary>Null when the sandboxes are somebody else's.</summary>
    public string? Socket { get; }

    public void Dispose()
    {
        if (_temporary is not null && Directory.Exists(_temporary)) Directory.Delete(_temporary, recursive: true);
    }
}
