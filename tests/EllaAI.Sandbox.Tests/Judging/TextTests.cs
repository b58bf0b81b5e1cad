using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests.Judging;

public sealed class TextTests
{
    [Theory]
    [InlineData(CheckerKind.Tokens, "1 2\n3", "1\n2 3\n", Verdict.Accepted)]
    [InlineData(CheckerKind.Tokens, "1 2", "1 2 3", Verdict.WrongAnswer)]
    [InlineData(CheckerKind.Tokens, "", "", Verdict.Accepted)]
    [InlineData(CheckerKind.Tokens, " \n\t\v\f\r", "", Verdict.Accepted)]
    [InlineData(CheckerKind.Tokens, "a", "A", Verdict.WrongAnswer)]
    [InlineData(CheckerKind.Lines, "1 \n2\r\n\n", "1\n2", Verdict.Accepted)]
    [InlineData(CheckerKind.Lines, " 1", "1", Verdict.PresentationError)]
    [InlineData(CheckerKind.Lines, "1\n3", "1\n2", Verdict.WrongAnswer)]
    [InlineData(CheckerKind.Lines, "", "\n\n", Verdict.Accepted)]
    [InlineData(CheckerKind.Lines, "1\n\n2", "1\n2", Verdict.PresentationError)]
    [InlineData(CheckerKind.Exact, "1\n", "1\n", Verdict.Accepted)]
    [InlineData(CheckerKind.Exact, "1", "1\n", Verdict.PresentationError)]
    [InlineData(CheckerKind.Exact, "2\n", "1\n", Verdict.WrongAnswer)]
    [InlineData(CheckerKind.Exact, "1\r\n", "1\n", Verdict.PresentationError)]
    [InlineData(CheckerKind.Unordered, "b\na  \n\n", "a\nb\n", Verdict.Accepted)]
    [InlineData(CheckerKind.Unordered, "a\na\nb", "a\nb\nb", Verdict.WrongAnswer)]
    [InlineData(CheckerKind.Unordered, "a\nb", "a\nb\nb", Verdict.WrongAnswer)]
    [InlineData(CheckerKind.Unordered, "b  1\na", "a\nb 1", Verdict.PresentationError)]
    [InlineData(CheckerKind.Unordered, "b\n1\na", "a\nb 1", Verdict.WrongAnswer)]
    [InlineData(CheckerKind.Unordered, "", "", Verdict.Accepted)]
    public void A_checker_compares_what_it_says(CheckerKind checker, string answer, string expected, Verdict verdict) =>
        Judged.Is(verdict, new(checker) { TellPresentation = true }, answer, expected);

    [Theory]
    [InlineData(CheckerKind.Tokens, "YES Straße Ä", "yes STRAßE ä", Verdict.Accepted)]
    [InlineData(CheckerKind.Lines, "Yes \nNo", "yes\nno", Verdict.Accepted)]
    [InlineData(CheckerKind.Lines, "Yes  No", "yes no", Verdict.PresentationError)]
    [InlineData(CheckerKind.Exact, "YES\n", "yes\n", Verdict.Accepted)]
    [InlineData(CheckerKind.Exact, "YES", "yes\n", Verdict.PresentationError)]
    [InlineData(CheckerKind.Numbers, "YES 1.0", "yes 1", Verdict.Accepted)]
    [InlineData(CheckerKind.Unordered, "B\nA\na", "a\na\nb", Verdict.Accepted)]
    [InlineData(CheckerKind.Pattern, "YES 12", "yes \\d+", Verdict.Accepted)]
    [InlineData(CheckerKind.Json, "[\"A\"]", "[\"a\"]", Verdict.Accepted)]
    [InlineData(CheckerKind.Tokens, "yess", "yes", Verdict.WrongAnswer)]
    public void Letters_of_either_case_are_equal_where_asked(CheckerKind checker, string answer, string expected, Verdict verdict) =>
        Judged.Is(verdict, new(checker) { IgnoreCase = true, TellPresentation = true }, answer, expected);

    [Theory]
    [InlineData(CheckerKind.Lines, " 1", "1")]
    [InlineData(CheckerKind.Exact, "1", "1\n")]
    [InlineData(CheckerKind.Unordered, "1  2", "1 2")]
    public void Layout_is_a_wrong_answer_where_nobody_asked_to_be_told(CheckerKind checker, string answer, string expected) =>
        Judged.Is(Verdict.WrongAnswer, new(checker), answer, expected);

    [Theory]
    [InlineData(CheckerKind.Tokens, "", "x", "The program printed nothing.")]
    [InlineData(CheckerKind.Tokens, "a\nb", "a\nc", "Line 2 differs.")]
    [InlineData(CheckerKind.Tokens, "a", "a\nc", "The output ends too early, after line 1.")]
    [InlineData(CheckerKind.Tokens, "a\nb\n\n", "a b c", "The output ends too early, after line 2.")]
    [InlineData(CheckerKind.Tokens, "a\nb", "a", "There is more output than expected, from line 2 on.")]
    [InlineData(CheckerKind.Lines, "a\n b", "a\nb", "Spaces or line breaks differ, first in line 2.")]
    [InlineData(CheckerKind.Exact, "a\nb", "a\nb\n", "White space differs, first in line 3.")]
    [InlineData(CheckerKind.Unordered, "b\nb", "a\nb", "Line 2 is not expected, or not as often.")]
    [InlineData(CheckerKind.Unordered, "b", "a\nb", "Lines are missing.")]
    public void A_wrong_answer_is_explained_without_the_expected_one(CheckerKind checker, string answer, string expected, string note) =>
        Assert.Equal(note, Judged.By(new(checker), answer, expected).Note);

    [Fact]
    public void Bytes_that_are_no_text_do_not_pass_for_the_sign_that_replaces_them()
    {
        byte[] broken = [0xF0, 0x9F, 0x98];
        Assert.Equal(Verdict.WrongAnswer, Judged.By(Checker.Exact, broken, "\uFFFD").Verdict);
        Assert.Equal(Verdict.Accepted, Judged.By(Checker.Exact, "\uFFFD"u8.ToArray(), "\uFFFD").Verdict);
    }

    [Theory]
    [InlineData(CheckerKind.Tokens)]
    [InlineData(CheckerKind.Lines)]
    [InlineData(CheckerKind.Exact)]
    [InlineData(CheckerKind.Numbers)]
    [InlineData(CheckerKind.Unordered)]
    [InlineData(CheckerKind.Pattern)]
    [InlineData(CheckerKind.Json)]
    public void Ten_megabytes_are_compared(CheckerKind kind)
    {
        // Would take hours if anything grew with the square of it.
        var lines = string.Join(kind == CheckerKind.Json ? ",\n" : "\n", Enumerable.Range(0, 1_400_000).Select(i => 1_000_000 + i));
        var answer = kind == CheckerKind.Json ? $"[{lines}]" : lines + "\n";
        Judged.Is(Verdict.Accepted, new(kind), answer, kind == CheckerKind.Pattern ? @"(\d+\s)+" : answer);
        Judged.Is(Verdict.WrongAnswer, new(kind), answer.Replace("2399999", "2399998", StringComparison.Ordinal), kind == CheckerKind.Pattern ? @"(\d+\s)+2399999" : answer);
    }
}
