using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Compilers;

/// <summary>One running compiler in a wall where nothing of a candidate ever runs. One compile at a time.</summary>
internal sealed class WarmProcess : IDisposable
{
    /// <summary>After so many something it piles up would begin to matter.</summary>
    public const int MostCompiles = 200;

    private const int WarmUps = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // It ends with its last compile, long before its own deadlines; a single compile's is kept from outside.
    private static readonly Limits Life = new(
        CpuMs: 3_600_000, WallMs: (int)TimeSpan.FromDays(20).TotalMilliseconds, OutputKb: 2 << 20, Processes: 256, DiskMb: 256, OpenFiles: 1024);

    private readonly Wall _wall;
    private readonly WallConversation _conversation;

    private WarmProcess(Wall wall, WarmStep step)
    {
        _wall = wall;
        _conversation = wall.Start(new(step.Start.Arguments, CommandLine.Environment(step.Start.Environment), Life with { MemoryMb = step.MemoryMb }, SealWork: false, ReservedMb: 4096));
    }

    public int Compiles { get; private set; }

    /// <summary>Starts one in a wall that it owns from here on, and compiles the sample until it is quick; null when that fails.</summary>
    public static WarmProcess? Start(Wall wall, Language language)
    {
        try
        {
            var process = new WarmProcess(wall, language.Warm!);
            if (process.WarmUp(language)) return process;
        }
        catch (WallLostException)
        {
            // As if it had not answered.
        }
        wall.Dispose();
        return null;
    }

    /// <summary>Null when it did not answer in time, ended, or said something odd: then it is of no more use.</summary>
    public WarmCompiled? Compile(IReadOnlyList<string> command, IReadOnlyList<CompilerFile> files, TimeSpan limit)
    {
        Compiles++;
        using var late = new Timer(_ => _conversation.Stop(), null, limit, Timeout.InfiniteTimeSpan);
        return _conversation.Send(CompilerMessages.Request(command, files)) ? CompilerMessages.Reply(_conversation) : null;
    }

    public void Dispose() => _wall.Dispose();

    private bool WarmUp(Language language)
    {
        CompilerFile sample = new(language.FileName, Encoding.UTF8.GetBytes(language.Warm!.Sample));
        var command = CommandLine.Arguments(language.Compile!, [language.FileName], Life);
        for (var i = 0; i < WarmUps; i++)
            if (Compile(command, [sample], Patience) is not { ExitCode: 0, Files.Count: > 0 })
                return false;
        Compiles = 0;
        return true;
    }
}
