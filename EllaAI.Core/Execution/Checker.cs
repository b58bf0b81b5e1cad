using System.Text.Json.Serialization;

namespace EllaAI.Core.Execution;

public enum CheckerKind
{
    /// <summary>White-space-separated tokens are equal.</summary>
    Tokens,

    /// <summary>Lines are equal but for trailing space and trailing empty lines.</summary>
    Lines,

    /// <summary>Byte for byte.</summary>
    Exact,

    /// <summary>As tokens, but two numbers are equal when they are close enough.</summary>
    Numbers,

    /// <summary>The same lines in any order, each as often as expected; trailing space does not count.</summary>
    Unordered,

    /// <summary>The expected text is a regular expression that matches the whole output, but for white space at its end.</summary>
    Pattern,

    /// <summary>Equal as JSON values; numbers may differ within the tolerances, the order of an object's members does not count.</summary>
    Json,

    /// <summary>A program decides: the ICPC output validator protocol, exit code 42 for right and 43 for wrong.</summary>
    Program,
}

/// <summary>How an answer is compared with the expected one, as data.</summary>
[JsonConverter(typeof(CheckerJson))]
public sealed record Checker(CheckerKind Kind)
{
    public static Checker Tokens { get; } = new(CheckerKind.Tokens);

    public static Checker Lines { get; } = new(CheckerKind.Lines);

    public static Checker Exact { get; } = new(CheckerKind.Exact);

    /// <summary>Letters are equal whatever their case.</summary>
    public bool IgnoreCase { get; init; }

    /// <summary>Layout that differs where the tokens agree is <see cref="Verdict.PresentationError"/> rather than <see cref="Verdict.WrongAnswer"/>.</summary>
    public bool TellPresentation { get; init; }

    /// <summary>Two numbers are close enough when |a - b| is at most this,</summary>
    public double AbsoluteTolerance { get; init; }

    /// <summary>or at most this times |expected|.</summary>
    public double RelativeTolerance { get; init; }

    /// <summary>Of <see cref="CheckerKind.Program"/>.</summary>
    public SourceProgram? Program { get; init; }
}
