using EllaAI.Core;
using Xunit;

namespace EllaAI.Core.Tests;

public static class ResultAssertions
{
    /// <summary>The value; fails the test when there is a problem instead.</summary>
    public static T Value<T>(this Result<T> result)
    {
        Assert.True(result.Ok(out var value, out var problem), $"{problem?.Code}: {problem?.Detail}");
        return value!;
    }

    public static Problem Problem<T>(this Result<T> result)
    {
        Assert.False(result.Ok(out _, out var problem), "It should not have worked.");
        return problem!;
    }

    public static string Code<T>(this Result<T> result) => result.Problem().Code;
}
