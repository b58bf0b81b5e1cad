using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests;

/// <summary>All that a run said.</summary>
public sealed record Outcome(Compiled Compiled, IReadOnlyList<Tested> Tests, Completed? Completed)
{
    public Tested Only => Assert.Single(Tests);

    public static async Task<Outcome> Of(IAsyncEnumerable<RunnerMessage> messages)
    {
        var said = new List<RunnerMessage>();
        await foreach (var message in messages) said.Add(message);
        return new(Assert.Single(said.OfType<Compiled>()), [.. said.OfType<Tested>()], said.OfType<Completed>().SingleOrDefault());
    }

    public Outcome Shows(Verdict verdict)
    {
        Assert.True(Only.Verdict == verdict, $"{Only.Verdict} and not {verdict}: {Only}");
        return this;
    }
}

public static class Ask
{
    public static RunRequest One(string language, string code, string stdin = "", string? expected = null, Limits? limits = null, Checker? checker = null, bool interactive = true) =>
        new("test", language, [new("given", code)], [new("1", stdin, expected)], (limits ?? Limits.Default).Stretched(), checker ?? Checker.Tokens, interactive);
}
