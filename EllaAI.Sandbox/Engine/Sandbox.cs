using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Compilers;
using EllaAI.Sandbox.Functions;
using EllaAI.Sandbox.Judging;
using EllaAI.Sandbox.Languages;
using EllaAI.Sandbox.Pool;
using EllaAI.Sandbox.UnitTests;

namespace EllaAI.Sandbox.Engine;

/// <summary>The sandbox as its own process sees it: queue, pool and languages behind the same port that the web uses.</summary>
public sealed class Sandbox : ICodeRunner, IAsyncDisposable
{
    /// <summary>A wall that broke is replaced this many times; then it is a system error.</summary>
    private const int Attempts = 2;

    /// <summary>Of requests that wait: a request can be 64 MiB on the wire and twice that in memory.</summary>
    private const long QueueBytes = 512 << 20;

    private readonly Instance _instance;
    private readonly WallPool _pool;
    private readonly RunQueue _queue;
    private readonly Toolchains _toolchains;
    private readonly WarmCompilers? _warm;
    private readonly ProgramCache _programs = new(mostBytes: 256 << 20);
    private readonly int _capacity;

    private Sandbox(Instance instance, int capacity, int queueLimit, bool warm, IReadOnlyCollection<string>? languages)
    {
        (_instance, _capacity) = (instance, capacity);
        _queue = new(capacity, queueLimit, QueueBytes);
        _pool = new(instance, capacity);
        _toolchains = new(_pool, instance, languages);
        _warm = warm ? new(_pool.Take, _toolchains.Find) : null;
    }

    public static string Version { get; } =
        typeof(Sandbox).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    public GroupTree Groups => _instance.Groups;

    internal WallPool Pool => _pool;

    /// <summary>Folders of the groups that this worker's walls have now.</summary>
    internal IEnumerable<string> WallGroups => Groups.Folders.SelectMany(f => Directory.GetDirectories(f, $"{Instance.GroupPrefix}{_instance.Id}-*"));

    /// <param name="capacity">Submissions at once; each keeps up to two processors busy.</param>
    /// <param name="warm">Keep compilers running; not worth it for a single submission.</param>
    /// <param name="languages">Others are not looked for, as if they were not installed; null for all.</param>
    /// <exception cref="SandboxUnusableException">What this machine lacks.</exception>
    public static Sandbox Open(int capacity, int queueLimit, bool allowNoCgroup, bool warm = false, IReadOnlyCollection<string>? languages = null)
    {
        var instance = Instance.Open(allowNoCgroup);
        try
        {
            return new(instance, capacity, queueLimit, warm, languages);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            instance.Dispose();
            throw new SandboxUnusableException($"The worker's folder {instance.Folder} cannot be filled: {e.Message}", e);
        }
    }

    public async Task<RunnerStatus> Status(CancellationToken ct)
    {
        var languages = await _toolchains.All().WaitAsync(ct);
        return new($"ella-sandbox {Version}", Isolation.Line(Groups), _capacity, _queue.Running, _queue.Waiting, languages);
    }

    public Task<IReadOnlyDictionary<string, string>> Starters(FunctionSignature function, CancellationToken ct) => Task.FromResult(Harnesses.Starters(function));

    /// <summary>Whether a language's compiler stays and is ready now.</summary>
    public bool IsWarm(string language) => _warm?.IsWarm(language) ?? false;

    /// <summary>Null for an id that no language has. Asks this one's toolchain only.</summary>
    public Task<LanguageInfo?> Language(string id) => _toolchains.Find(id);

    /// <summary>What a caller needs to choose between workers. Never waits.</summary>
    public (int Capacity, int Running, int Queued) Load => (_capacity, _queue.Running, _queue.Waiting);

    /// <summary>Does ahead what would otherwise be done beside the first runs. Never fails.</summary>
    /// <param name="language">Null for all.</param>
    public Task Prepare(string? language = null) => language is null ? _toolchains.Prepared() : _toolchains.Prepared(language);

    /// <summary>
    /// Runs something small, so that our own code is compiled and the next run is as fast as those after it; back when a wall is
    /// ready again and nothing is made beside. For who is to run one thing only; a worker that stays is warm after its first.
    /// </summary>
    internal async IAsyncEnumerable<RunnerMessage> Rehearse(RunWatch watch)
    {
        const string Input = "Ella\n", Output = "Hello, Ella!\n";
        var request = new RunRequest(
            "rehearsal", "bash", [new("main.sh", LanguageTable.Find("bash")!.Hello)], [new("1", Input, Output), new("2", Input, null)], Limits.Default, Checker.Tokens, Interactive: true);
        await foreach (var message in Run(request, watch, default)) yield return message;
        await _pool.Settled();
    }

    /// <summary>Why no wall can be made now; null when one can. Asking tries again.</summary>
    public string? Problem => _pool.Problem;

    /// <exception cref="QueueFullException">Too many wait already.</exception>
    public IAsyncEnumerable<RunnerMessage> Run(RunRequest request, CancellationToken ct) => Run(request, RunWatch.None, ct);

    /// <exception cref="QueueFullException">Too many wait already.</exception>
    public async IAsyncEnumerable<RunnerMessage> Run(RunRequest request, RunWatch watch, [EnumeratorCancellation] CancellationToken ct)
    {
        if ((await Lack(request) ?? Refusal(request)) is { } refusal)
        {
            yield return new Compiled(Verdict.SystemError, 0, refusal);
            yield return new Completed(Version, "") { Hashes = RunHashes.Of(request) };
            yield break;
        }
        using var turn = await _queue.Enter(request.Interactive, RequestSize.Bytes(request), ct);
        await watch.Taken();
        // The reader goes on in the thread that works, as far as it can without waiting: to wake another one for each test would
        // take a twentieth of the processor time of a small program.
        var messages = Channel.CreateUnbounded<RunnerMessage>(new() { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var working = Task.Factory.StartNew(() => Work(request, watch.Over(messages.Writer), stop.Token), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await foreach (var message in messages.Reader.ReadAllAsync(ct)) yield return message;
        }
        finally
        {
            // A reader that left early ends the run too, and the turn is given back only when the wall is down.
            await stop.CancelAsync();
            await working;
        }
        ct.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        _warm?.Dispose();
        _toolchains.Dispose();
        await _pool.DisposeAsync();
        _instance.Dispose();
    }

    /// <summary>A sentence on what this worker has not, and another one may have; null when nothing is missing.</summary>
    public async Task<string?> Lack(RunRequest request)
    {
        if (await _toolchains.Find(request.Language) is not { } info) return $"No language is called '{request.Language}'.";
        if (!info.Available) return $"{info.Name} is not installed on this worker.";
        if (request.UnitTests is { } tests && TestRunners.Missing(LanguageTable.Find(request.Language)!, tests.Runner) is { } runner) return runner;
        return ProgramOf(request) is { } program ? QuestionProgram.Lack(program, await _toolchains.Find(program.Language)) : null;
    }

    private string? Refusal(RunRequest request)
    {
        // Not awaited: until it is ready, compiling takes a little longer.
        _ = _toolchains.Prepared(request.Language);
        return Submission.Refusal(LanguageTable.Find(request.Language)!, request)
            ?? (ProgramOf(request) is { } program ? QuestionProgram.Problem(program)
                : request is { Interactor: null, Checker.Kind: CheckerKind.Program } ? "The question's checker has no program."
                : null);
    }

    private static SourceProgram? ProgramOf(RunRequest request) =>
        request.Interactor ?? (request.Checker.Kind == CheckerKind.Program ? request.Checker.Program : null);

    private void Work(RunRequest request, ChannelWriter<RunnerMessage> messages, CancellationToken ct)
    {
        try
        {
            var submission = Submission.Of(request);
            using var judge = Judge(submission.Request, ct);
            var progress = new Progress(submission, judge, messages);
            for (var attempt = 1; !progress.Done && !ct.IsCancellationRequested; attempt++) Try(progress, last: attempt == Attempts, ct);
            if (!ct.IsCancellationRequested) messages.TryWrite(new Completed(Version, Toolchain(request)) { Limits = progress.Limits, Hashes = RunHashes.Of(request) });
            messages.TryComplete();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            messages.TryComplete(ct.IsCancellationRequested ? null : e);
        }
    }

    private void Try(Progress progress, bool last, CancellationToken ct)
    {
        using var wall = _pool.Take(ct).GetAwaiter().GetResult();
        using var ending = ct.Register(wall.Break);
        try
        {
            progress.Continue(wall, _warm);
        }
        catch (WallLostException) when (!ct.IsCancellationRequested)
        {
            if (last) progress.GiveUp();
        }
    }

    private IAnswerJudge Judge(RunRequest request, CancellationToken ct) =>
        request.Interactor is { } interactor ? new Interactor(interactor, _pool, _programs, ct)
        : request.Checker is { Kind: CheckerKind.Program, Program: { } program } ? new OutputValidator(program, _pool, _programs, ct)
        : new TextJudge(request.Checker);

    private string Toolchain(RunRequest request) => _toolchains.Find(request.Language).GetAwaiter().GetResult()!.Version;
}
