using System.Globalization;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests;

/// <summary>
/// How many times slower than usual this machine is: <c>ELLA_SLOWNESS</c>, 1 unless told. The time that programs are given and the
/// patience of tests grow by it, so that a failure on an emulated machine means something. What they must show stays the same.
/// </summary>
internal static class Slowness
{
    // What a worker accepts at most.
    private const int MostCpuMs = 300_000, MostWallMs = 600_000;

    private static readonly double Factor =
        Environment.GetEnvironmentVariable("ELLA_SLOWNESS") is { Length: > 0 } told ? double.Parse(told, CultureInfo.InvariantCulture) : 1;

    public static int Stretched(int milliseconds) => (int)Math.Min(int.MaxValue, milliseconds * Factor);

    public static TimeSpan Stretched(this TimeSpan patience) => patience * Factor;

    public static Limits Stretched(this Limits limits) => limits with
    {
        CpuMs = Math.Min(Stretched(limits.CpuMs), Math.Max(limits.CpuMs, MostCpuMs)),
        WallMs = Math.Min(Stretched(limits.WallMs), Math.Max(limits.WallMs, MostWallMs)),
    };
}
