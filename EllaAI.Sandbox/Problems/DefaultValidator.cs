using System.Globalization;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Problems;

/// <summary>The arguments of the specification's default output validator, as one of our checkers.</summary>
internal static class DefaultValidator
{
    /// <param name="where">Begins the sentence when something is wrong.</param>
    public static Checker Checker(IReadOnlyList<string> arguments, string where)
    {
        var checker = EllaAI.Core.Execution.Checker.Tokens with { IgnoreCase = true, TellPresentation = false };
        var spaces = false;
        for (var i = 0; i < arguments.Count; i++)
            switch (arguments[i])
            {
                case "case_sensitive": checker = checker with { IgnoreCase = false }; break;
                case "space_change_sensitive": spaces = true; break;
                case "float_absolute_tolerance": checker = checker with { Kind = CheckerKind.Numbers, AbsoluteTolerance = Tolerance(ref i) }; break;
                case "float_relative_tolerance": checker = checker with { Kind = CheckerKind.Numbers, RelativeTolerance = Tolerance(ref i) }; break;
                case "float_tolerance":
                    var both = Tolerance(ref i);
                    checker = checker with { Kind = CheckerKind.Numbers, AbsoluteTolerance = both, RelativeTolerance = both };
                    break;
                default: throw new PackageException($"{where}: the default output validator has no argument '{arguments[i]}'.");
            }
        if (spaces && checker.Kind == CheckerKind.Numbers)
            throw new PackageException($"{where}: space_change_sensitive together with a tolerance is not supported.");
        return spaces ? checker with { Kind = CheckerKind.Exact } : checker;

        double Tolerance(ref int i) =>
            i + 1 < arguments.Count && double.TryParse(arguments[++i], NumberStyles.Float, CultureInfo.InvariantCulture, out var tolerance) && tolerance >= 0
                ? tolerance
                : throw new PackageException($"{where}: {arguments[Math.Min(i, arguments.Count - 1)]} is no tolerance, or has none behind it.");
    }
}
