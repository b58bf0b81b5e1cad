using EllaAI.Core.Attempts;
using EllaAI.Core.Execution;
using EllaAI.Core.Storage;
using Xunit;

namespace EllaAI.Core.Tests.Attempts;

public sealed class KeptOutputTests
{
    [Fact]
    public void Whatever_a_program_prints_its_execution_can_be_kept()
    {
        // A control character is one letter, and six in JSON.
        var noisy = Execution(tests: 100, new string('\u0001', 4_000));

        var fit = ExecutionPlan.Fit(noisy);

        Assert.InRange(CommitRules.Size(fit), 1, CommitRules.MaxBodyBytes);
        Assert.Equal(noisy.Tests.Select(t => (t.Number, t.Verdict, t.StdoutHash)), fit.Tests.Select(t => (t.Number, t.Verdict, t.StdoutHash)));
        Assert.Contains("cut", fit.Tests[0].Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public void What_fits_is_kept_as_it_is()
    {
        var quiet = Execution(tests: 100, new string('x', 4_000));

        Assert.Same(quiet, ExecutionPlan.Fit(quiet));
    }

    private static CodeExecution Execution(int tests, string printed) => new(
        new(Guid.NewGuid()), "subject", null, new(Guid.NewGuid()), ExecutionKind.Submit, "python", "print()", null, DateTimeOffset.UnixEpoch)
    {
        Tests = [.. Enumerable.Range(1, tests).Select(i => new TestOutcome(i, Verdict.Accepted, 0, null, 1, 1, 1, printed, printed, "") { StdoutHash = $"{i}" })],
    };
}
