using System.Diagnostics.CodeAnalysis;

namespace EllaAI.Core;

/// <summary>A value, or the expected reason why there is none. Bugs and broken infrastructure are exceptions instead.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;
    private readonly Problem? _problem;

    private Result(T? value, Problem? problem) => (_value, _problem) = (value, problem);

    /// <summary>True with the value, false with the problem.</summary>
    public bool Ok([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Problem? problem)
    {
        (value, problem) = (_value, _problem);
        return problem is null;
    }

    [SuppressMessage("Usage", "CA2225", Justification = "A use case returns the value itself; a named twin would never be called.")]
    public static implicit operator Result<T>(T value) => new(value, null);

    [SuppressMessage("Usage", "CA2225", Justification = "A use case returns the problem itself; a named twin would never be called.")]
    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}
