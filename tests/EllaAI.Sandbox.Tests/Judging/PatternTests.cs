using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests.Judging;

public sealed class PatternTests
{
    private static readonly Checker Pattern = new(CheckerKind.Pattern);

    [Theory]
    [InlineData("abc\n", "a.c", Verdict.Accepted)]
    [InlineData("abc \n\n", "abc\n", Verdict.Accepted)]
    [InlineData("abcd", "abc", Verdict.WrongAnswer)]
    [InlineData("xabc", "abc", Verdict.WrongAnswer)]
    [InlineData("ab", "a|ab", Verdict.Accepted)]
    [InlineData("a\nb", "a\nb", Verdict.Accepted)]
    [InlineData("A", "a", Verdict.WrongAnswer)]
    [InlineData("", "x+", Verdict.WrongAnswer)]
    [InlineData("", "x*", Verdict.Accepted)]
    public void A_pattern_matches_the_whole_output(string answer, string pattern, Verdict verdict) => Judged.Is(verdict, Pattern, answer, pattern);

    [Theory]
    [InlineData("(")]
    [InlineData("a)|(b")]
    [InlineData("[z-a]")]
    [InlineData("*")]
    public void A_pattern_that_is_not_valid_is_never_a_wrong_answer(string pattern)
    {
        Judged.Is(Verdict.SystemError, Pattern, "a", pattern);
        Assert.StartsWith("What the test expects is no regular expression: ", Judged.By(Pattern, "a", pattern).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_backtracks_for_ever_in_others_hands_is_linear_here() =>
        Judged.Is(Verdict.WrongAnswer, Pattern, new string('a', 100_000) + "!", "(a+)+");

    // Refused when the question is saved; one that is there all the same is never a wrong answer.
    [Theory]
    [InlineData(@"(\d) \1")]
    [InlineData("(?=a)a")]
    [InlineData("(?<!b)a")]
    [InlineData("(?>a+)b")]
    [InlineData("((a{1000}){50}){10}")]
    public void A_pattern_that_could_take_for_ever_is_not_matched(string pattern)
    {
        Judged.Is(Verdict.SystemError, Pattern, "a", pattern);
        Assert.StartsWith("What the test expects could take for ever", Judged.By(Pattern, "a", pattern).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_is_too_long_is_not_matched() => Judged.Is(Verdict.SystemError, Pattern, "a", new string('a', 100_000));
}
