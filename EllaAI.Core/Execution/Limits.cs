namespace EllaAI.Core.Execution;

/// <summary>Bounds of one run. A language may multiply time and add memory (a virtual machine needs its own).</summary>
/// <param name="CpuMs">Processor milliseconds of the whole process tree.</param>
/// <param name="WallMs">Milliseconds on the clock.</param>
/// <param name="MemoryMb">MiB of the whole process tree, files in memory included.</param>
/// <param name="OutputKb">KiB of standard output, and again of standard error.</param>
/// <param name="Processes">Processes and threads at once.</param>
/// <param name="DiskMb">MiB of files in the work folder and in <c>/tmp</c>.</param>
/// <param name="OpenFiles">Open descriptors of one process.</param>
public sealed record Limits(
    int CpuMs = 2_000,
    int WallMs = 6_000,
    int MemoryMb = 256,
    int OutputKb = 256,
    int Processes = 64,
    int DiskMb = 64,
    int OpenFiles = 256)
{
    public static Limits Default { get; } = new();
}
