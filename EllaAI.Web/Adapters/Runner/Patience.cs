using EllaAI.Core.Execution;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>How long a run may take at the very most: past it the worker ends it and nobody waits any more.</summary>
internal static class Patience
{
    /// <summary>No language multiplies time by more, nor does what a checker of its own takes.</summary>
    private const int MostFactor = 6;

    /// <summary>A wall that broke is replaced once, and all is done again.</summary>
    private const int Walls = 2;

    private static readonly TimeSpan Compiling = TimeSpan.FromMinutes(2), BesideEachTest = TimeSpan.FromSeconds(10);

    public static TimeSpan With(RunRequest request, TimeSpan queue) => queue + Walls * (Compiling + request.Tests.Count * Test(request));

    /// <summary>How long a worker may say nothing once it is the run's turn: compiled again in a second wall, the question's program as well, and one test.</summary>
    public static TimeSpan Between(RunRequest request) => Walls * (2 * Compiling + Test(request));

    private static TimeSpan Test(RunRequest request) => TimeSpan.FromMilliseconds((double)request.Limits.WallMs * MostFactor) + BesideEachTest;
}
