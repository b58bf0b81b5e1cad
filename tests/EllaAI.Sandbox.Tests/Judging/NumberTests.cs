using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests.Judging;

public sealed class NumberTests
{
    private static readonly string Long = new('7', 100_000);

    [Theory]
    [InlineData("1.0000001", "1", 1e-6, 0, Verdict.Accepted)]
    [InlineData("1.00001", "1", 1e-6, 0, Verdict.WrongAnswer)]
    [InlineData("1000001", "1000000", 0, 1e-6, Verdict.Accepted)]
    [InlineData("1000002", "1000000", 0, 1e-6, Verdict.WrongAnswer)]
    [InlineData("-1000001", "-1000000", 0, 1e-6, Verdict.Accepted)]
    [InlineData("0.0000001", "0", 0, 1e-6, Verdict.WrongAnswer)]
    [InlineData("0.0000001", "0", 1e-6, 0, Verdict.Accepted)]
    [InlineData("5", "1000000", 1, 1, Verdict.Accepted)]
    [InlineData("0.5\n2", "5e-1 +2.0", 0, 0, Verdict.Accepted)]
    [InlineData("1e3 .5 5. -0", "1000 0.5 5 0", 0, 0, Verdict.Accepted)]
    [InlineData("1E3", "1000", 0, 0, Verdict.Accepted)]
    [InlineData("abc 1", "abc 1", 0, 0, Verdict.Accepted)]
    [InlineData("abc", "abd", 9, 9, Verdict.WrongAnswer)]
    [InlineData("one", "1", 9, 9, Verdict.WrongAnswer)]
    [InlineData("1", "one", 9, 9, Verdict.WrongAnswer)]
    [InlineData("1 2", "1", 9, 9, Verdict.WrongAnswer)]
    [InlineData("1", "1 2", 9, 9, Verdict.WrongAnswer)]
    [InlineData("NaN", "nan", 0, 0, Verdict.Accepted)]
    [InlineData("-nan", "nan", 0, 0, Verdict.Accepted)]
    [InlineData("nan", "1", 9, 9, Verdict.WrongAnswer)]
    [InlineData("1", "nan", 9, 9, Verdict.WrongAnswer)]
    [InlineData("Infinity", "inf", 0, 0, Verdict.Accepted)]
    [InlineData("-inf", "inf", 9, 9, Verdict.WrongAnswer)]
    [InlineData("inf", "1", 9, 9, Verdict.WrongAnswer)]
    [InlineData("1", "inf", 9, 9, Verdict.WrongAnswer)]
    [InlineData("1e400", "1e500", 9, 9, Verdict.WrongAnswer)]
    [InlineData("1e400", "1e400", 0, 0, Verdict.Accepted)]
    [InlineData("++1", "1", 9, 9, Verdict.WrongAnswer)]
    [InlineData("1,5", "1.5", 9, 9, Verdict.WrongAnswer)]
    [InlineData("(1)", "1", 9, 9, Verdict.WrongAnswer)]
    [InlineData("0x10", "16", 0, 0, Verdict.WrongAnswer)]
    [InlineData("1e-400", "0", 0, 0, Verdict.Accepted)]
    public void Numbers_are_close_enough_by_either_tolerance(string answer, string expected, double absolute, double relative, Verdict verdict) =>
        Judged.Is(verdict, new(CheckerKind.Numbers) { AbsoluteTolerance = absolute, RelativeTolerance = relative }, answer, expected);

    [Theory]
    [InlineData("12345678901234567890", "12345678901234567891", 0, 0, Verdict.WrongAnswer)]
    [InlineData("12345678901234567890", "12345678901234567891", 1, 0, Verdict.Accepted)]
    [InlineData("12345678901234567890", "12345678901234567891", 0, 1e-15, Verdict.Accepted)]
    [InlineData("+0012345678901234567890", "12345678901234567890", 0, 0, Verdict.Accepted)]
    [InlineData("9007199254740993", "9007199254740992", 0.5, 0, Verdict.WrongAnswer)]
    public void Long_integers_are_not_rounded(string answer, string expected, double absolute, double relative, Verdict verdict) =>
        Judged.Is(verdict, new(CheckerKind.Numbers) { AbsoluteTolerance = absolute, RelativeTolerance = relative }, answer, expected);

    [Fact]
    public void Integers_beyond_every_type_are_compared_too()
    {
        var checker = new Checker(CheckerKind.Numbers) { RelativeTolerance = 1e-9 };
        var (power, near, far) = ("1" + new string('0', 900), "1" + new string('0', 890) + "5000000000", "2" + new string('0', 900));
        Judged.Is(Verdict.Accepted, checker, near, power);
        Judged.Is(Verdict.WrongAnswer, checker, far, power);
        Judged.Is(Verdict.Accepted, checker, Long, Long);
        Judged.Is(Verdict.WrongAnswer, checker, Long + "7", Long);
        Judged.Is(Verdict.WrongAnswer, checker, "1." + Long, "2." + Long);
        Judged.Is(Verdict.Accepted, checker, "1." + Long, "1." + Long + "7");
    }

    [Fact]
    public void A_note_tells_the_line_and_not_the_number() =>
        Assert.Equal("Line 2 differs.", Judged.By(new(CheckerKind.Numbers), "1\n2 3", "1 2 4").Note);
}
