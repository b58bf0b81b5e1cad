using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Judging;

/// <summary>
/// Bounds of a question's own program. Output is the default of the ICPC problem package format (<c>validation_output</c> 8 MiB);
/// time (60 s there) and memory (2 GiB there) are half of it, since somebody waits and several run at once.
/// </summary>
internal static class ValidatorLimits
{
    /// <param name="fileBytes">Of the files that lie beside it, in memory too.</param>
    public static Limits For(long fileBytes)
    {
        var files = (int)((fileBytes >> 20) + 1);
        return new(CpuMs: 30_000, WallMs: 60_000, MemoryMb: 1024 + files, OutputKb: 8 * 1024, Processes: 64, DiskMb: 64 + files, OpenFiles: 256);
    }
}
