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
    [InlineData("1 2 2", @"(\d) (\d) \2", Verdict.Accepted)]
    [InlineData("1 2 3", @"(\d) (\d) \2", Verdict.WrongAnswer)]
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
        Assert.Contains("regular expression is not valid", Judged.By(Pattern, "a", pattern).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_backtracks_for_ever_in_others_hands_is_linear_here() =>
        Judged.Is(Verdict.WrongAnswer, Pattern, new string('a', 100_000) + "!", "(a+)+");

    [Fact]
    public void A_pattern_that_has_to_backtrack_is_stopped_and_nobody_blamed()
    {
        Judged.Is(Verdict.SystemError, Pattern, new string('a', 50_000) + "!", @"(?=a)(a+)+\1");
        Judged.Is(Verdict.SystemError, Pattern, "a", new string('a', 100_000));
    }

    [Fact]
    public void A_pattern_too_large_for_the_linear_way_still_matches() =>
        Judged.Is(Verdict.Accepted, Pattern, new string('a', 500_000), "((a{1000}){50}){10}");
}
