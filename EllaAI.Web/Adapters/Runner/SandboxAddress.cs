using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>Where the sandbox answers: another host, or a socket in a folder that only we may enter.</summary>
internal sealed class SandboxAddress : IDisposable
{
    private const int LongestSocket = 107;

    private readonly string? _temporary;

    public SandboxAddress(IOptions<SandboxOptions> options)
    {
        if (options.Value.Endpoint is { Length: > 0 } endpoint)
        {
            Endpoint = new Uri(endpoint);
            return;
        }
        // A temporary folder is made with mode 0700.
        var folder = options.Value.Socket is { Length: > 0 } given ? Directory.CreateDirectory(given).FullName : _temporary = Directory.CreateTempSubdirectory("ella-").FullName;
        Socket = Path.Combine(folder, "runner");
        if (Socket.Length > LongestSocket)
            throw new OptionsValidationException(SandboxOptions.Section, typeof(SandboxOptions), [$"Sandbox:Socket must be a shorter folder: the path {Socket} has {Socket.Length} characters, {LongestSocket} fit."]);
    }

    /// <summary>Said when nobody listens there.</summary>
    public string Silence => Endpoint is null ? "The sandbox is not running yet." : $"No sandbox answers at {Endpoint}.";

    /// <summary>Null when the sandbox is our own child.</summary>
    public Uri? Endpoint { get; }

    /// <summary>Null when it is somebody else's.</summary>
    public string? Socket { get; }

    public void Dispose()
    {
        if (_temporary is not null && Directory.Exists(_temporary)) Directory.Delete(_temporary, recursive: true);
    }
}
