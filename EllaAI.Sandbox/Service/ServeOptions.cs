namespace EllaAI.Sandbox.Service;

/// <summary>Where to listen and how much to do at once. Exactly one of socket and address.</summary>
internal sealed record ServeOptions
{
    public string? Socket { get; init; }

    public System.Net.IPEndPoint? Listen { get; init; }

    /// <summary>Null: not encrypted.</summary>
    public WorkerTls? Tls { get; init; }

    public bool FollowStdin { get; init; }

    public bool AllowNoCgroup { get; init; }

    /// <summary>Compilers that stay, where a language has one.</summary>
    public bool Warm { get; init; } = true;

    /// <summary>Null: all that are installed.</summary>
    public IReadOnlyCollection<string>? Languages { get; init; }

    public int Capacity { get; init; } = Environment.ProcessorCount;

    /// <summary>Runs that may wait before another is refused.</summary>
    public int Queue { get; init; } = 2_000;
}
