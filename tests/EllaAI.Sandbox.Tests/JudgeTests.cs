using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;

namespace EllaAI.Sandbox.Tests;

public sealed class JudgeTests
{
    [Theory]
    [InlineData(CheckerKind.Tokens, "1 2\n3", "1\n2 3\n", Verdict.Accepted)]
    [InlineData(CheckerKind.Tokens, "1 2", "1 2 3", Verdict.WrongAnswer)]
    [InlineData(CheckerKind.Tokens, "", "", Verdict.Accepted)]
    [InlineData(CheckerKind.Lines, "1 \n2\r\n\n", "1\n2", Verdict.Accepted)]
    [InlineData(CheckerKind.Lines, " 1", "1", Verdict.PresentationError)]
    [InlineData(CheckerKind.Lines, "1\n3", "1\n2", Verdict.WrongAnswer)]
    [InlineData(CheckerKind.Exact, "1\n", "1\n", Verdict.Accepted)]
    [InlineData(CheckerKind.Exact, "1", "1\n", Verdict.PresentationError)]
    [InlineData(CheckerKind.Exact, "2\n", "1\n", Verdict.WrongAnswer)]
    public void A_checker_compares_what_it_says(CheckerKind checker, string answer, string expected, Verdict verdict) =>
        Assert.Equal(verdict, Judge.Compare(new(checker), Encoding.UTF8.GetBytes(answer), expected).Verdict);

    [Theory]
    [InlineData("", "x", "The program printed nothing.")]
    [InlineData("a\nb", "a\nc", "Line 2 differs.")]
    [InlineData("a", "a\nc", "The output ends too early, after line 1.")]
    [InlineData("a\nb", "a", "There is more output than expected, from line 2 on.")]
    public void A_wrong_answer_is_explained_without_the_expected_one(string answer, string expected, string note) =>
        Assert.Equal(note, Judge.Compare(Checker.Tokens, Encoding.UTF8.GetBytes(answer), expected).Note);
}
