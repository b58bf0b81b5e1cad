using Xunit;

namespace EllaAI.Web.Tests.Attempts;

/// <summary>What a candidate must not get to see of a hidden test.</summary>
internal static class Secrets
{
    private static readonly string[] _all = ["hidden input 3", "hidden answer 3", "printed for 3", "Named secret"];

    public static void AreNotIn(string sent) => Assert.All(_all, secret => Assert.DoesNotContain(secret, sent, StringComparison.Ordinal));
}
