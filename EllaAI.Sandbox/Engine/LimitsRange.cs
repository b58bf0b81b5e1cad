using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Engine;

/// <summary>What a worker accepts at most, whoever asks: one run must not take the machine.</summary>
internal static class LimitsRange
{
    /// <summary>A sentence that names the first limit out of range; null when all are fine.</summary>
    public static string? Problem(Limits limits) =>
        Outside("CPU time", limits.CpuMs, 1, 300_000, "ms")
        ?? Outside("wall time", limits.WallMs, 1, 600_000, "ms")
        ?? Outside("memory", limits.MemoryMb, 1, 16_384, "MiB")
        ?? Outside("output", limits.OutputKb, 0, 65_536, "KiB")
        ?? Outside("processes", limits.Processes, 1, 4_096, "")
        ?? Outside("disk", limits.DiskMb, 1, 4_096, "MiB")
        ?? Outside("open files", limits.OpenFiles, 8, 65_536, "");

    private static string? Outside(string name, int value, int least, int most, string unit) =>
        value >= least && value <= most ? null : $"The limit of {name} must be from {least} to {most} {unit}".TrimEnd() + ".";
}
