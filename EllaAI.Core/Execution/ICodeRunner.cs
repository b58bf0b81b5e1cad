namespace EllaAI.Core.Execution;

/// <summary>Runs untrusted code behind a wall.</summary>
public interface ICodeRunner
{
    /// <summary>Streams messages as they happen. Cancelling ends the run.</summary>
    /// <exception cref="RunnerUnavailableException">No worker answered, or it died on the way: run again.</exception>
    IAsyncEnumerable<RunnerMessage> Run(RunRequest request, CancellationToken ct);

    /// <exception cref="RunnerUnavailableException">No worker answered.</exception>
    Task<RunnerStatus> Status(CancellationToken ct);

    /// <summary>What the editor begins with when a question asks for this function, by language id; only languages that can be asked for one.</summary>
    /// <exception cref="RunnerUnavailableException">No worker answered.</exception>
    /// <exception cref="ArgumentException">The signature is not one.</exception>
    Task<IReadOnlyDictionary<string, string>> Starters(FunctionSignature function, CancellationToken ct);
}

/// <param name="Isolation">One line for people: mechanism, version, cgroup, seccomp.</param>
/// <param name="Capacity">Runs at once.</param>
public sealed record RunnerStatus(string Worker, string Isolation, int Capacity, int Running, int Queued, IReadOnlyList<LanguageInfo> Languages)
{
    /// <summary>Each worker, those that are left out as well; empty where there are none to tell apart.</summary>
    public IReadOnlyList<WorkerStatus> Workers { get; init; } = [];
}

/// <param name="Id">Lower case, stable, such as <c>cpp</c>.</param>
/// <param name="Version">What the toolchain says of itself; empty when missing.</param>
/// <param name="MonacoId">The editor's name for it.</param>
/// <param name="FileName">The name a single file gets, such as <c>Main.java</c>.</param>
/// <param name="Starter">A program that reads standard input and does nothing wrong.</param>
public sealed record LanguageInfo(string Id, string Name, string Version, bool Available, string MonacoId, string FileName, string Starter);

public sealed class RunnerUnavailableException : Exception
{
    public RunnerUnavailableException() { }

    public RunnerUnavailableException(string message) : base(message) { }

    public RunnerUnavailableException(string message, Exception inner) : base(message, inner) { }

    /// <summary>True when its turn on a worker had come: it counts as one of the tries.</summary>
    public bool Began { get; init; }
}
