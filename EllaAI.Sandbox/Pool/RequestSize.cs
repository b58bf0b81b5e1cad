using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Pool;

/// <summary>What a request holds in memory: its texts, two bytes a character; the rest is small.</summary>
internal static class RequestSize
{
    public static long Bytes(RunRequest request) => sizeof(char) * (
        Of(request.Files) + Of(request.UnitTests?.Files) + Of(request.Checker.Program?.Files) + Of(request.Interactor?.Files)
        + request.Tests.Sum(t => (long)t.Stdin.Length + (t.Expected?.Length ?? 0) + t.Arguments.Sum(a => (long)a.Length) + t.CheckerArguments.Sum(a => (long)a.Length)));

    private static long Of(IEnumerable<SourceFile>? files) => files?.Sum(f => (long)f.Name.Length + f.Text.Length) ?? 0;
}
