using Xunit;

namespace EllaAI.Web.Tests;

/// <summary>Waits for a condition, and gives up when it has to be called wrong.</summary>
internal static class Until
{
    public static async Task True(Func<Task<bool>> condition, int seconds = 60)
    {
        var end = DateTime.UtcNow.AddSeconds(seconds);
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < end, $"It did not come true within {seconds} s.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public static Task True(Func<bool> condition, int seconds = 60) => True(() => Task.FromResult(condition()), seconds);
}
