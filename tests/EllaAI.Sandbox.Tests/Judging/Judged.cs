using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Judging;

namespace EllaAI.Sandbox.Tests.Judging;

/// <summary>Short words for asking the judge.</summary>
internal static class Judged
{
    public static Judgement By(Checker checker, string answer, string expected) => By(checker, Encoding.UTF8.GetBytes(answer), expected);

    public static Judgement By(Checker checker, byte[] answer, string expected) => Judge.Compare(checker, answer, Encoding.UTF8.GetString(answer), expected);

    public static void Is(Verdict verdict, Checker checker, string answer, string expected)
    {
        var judgement = By(checker, answer, expected);
        Assert.True(judgement.Verdict == verdict, $"{judgement} and not {verdict}, for '{answer}' where '{expected}' is expected");
    }
}
