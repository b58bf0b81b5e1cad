using System.Globalization;
using System.Numerics;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Judging;

/// <summary>
/// When two numbers are close enough: |a - e| is at most the absolute tolerance, or at most the relative one times |e|. This is
/// the rule of the default output validator of the ICPC problem package format (2025-09, "Comparing floating-point tokens").
/// </summary>
/// <remarks>
/// Beyond it: integers of more than 15 digits are compared exactly, where a double would round; "nan" equals "nan", and an
/// infinity equals one of the same sign. A number that does not fit a double, or a longer integer than
/// <see cref="LongestInteger"/>, is text.
/// </remarks>
internal sealed class Tolerance(Checker checker, StringComparison letters)
{
    private const int ExactDigits = 15, LongestInteger = 1_000;

    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public StringComparison Letters => letters;

    public bool Same(ReadOnlySpan<char> actual, ReadOnlySpan<char> expected)
    {
        if (actual.Equals(expected, letters)) return true;
        if (IsInteger(actual) && IsInteger(expected) && Math.Max(actual.Length, expected.Length) > ExactDigits) return Close(Whole(actual), Whole(expected));
        return Read(expected) is { } e && Read(actual) is { } a && Close(a, e);
    }

    private bool Close(double a, double e) =>
        a.Equals(e) || Math.Abs(a - e) <= checker.AbsoluteTolerance || (double.IsFinite(e) && Math.Abs(a - e) <= checker.RelativeTolerance * Math.Abs(e));

    private bool Close(BigInteger a, BigInteger e)
    {
        var apart = BigInteger.Abs(a - e);
        return apart.IsZero || (double)apart <= checker.AbsoluteTolerance
            // The quotient of two that do not fit a double, by way of their logarithms.
            || (!e.IsZero && Math.Exp(BigInteger.Log(apart) - BigInteger.Log(BigInteger.Abs(e))) <= checker.RelativeTolerance);
    }

    private static double? Read(ReadOnlySpan<char> token)
    {
        var bare = token.TrimStart("+-");
        if (token.Length - bare.Length > 1 || bare.IsEmpty) return null;
        if (bare.Equals("nan", StringComparison.OrdinalIgnoreCase)) return double.NaN;
        if (bare.Equals("inf", StringComparison.OrdinalIgnoreCase) || bare.Equals("infinity", StringComparison.OrdinalIgnoreCase))
            return token[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        return double.TryParse(token, Plain, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
    }

    private static bool IsInteger(ReadOnlySpan<char> token)
    {
        var digits = token.Length > 0 && token[0] is '+' or '-' ? token[1..] : token;
        return digits.Length is > 0 and <= LongestInteger && !digits.ContainsAnyExceptInRange('0', '9');
    }

    private static BigInteger Whole(ReadOnlySpan<char> token) => BigInteger.Parse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
