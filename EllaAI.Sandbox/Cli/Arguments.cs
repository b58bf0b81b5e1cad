using System.Globalization;

namespace EllaAI.Sandbox.Cli;

/// <summary>Options with and without a value, and the rest. Every wrong one is named.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = [];
    private readonly HashSet<string> _flags = [];

    /// <param name="valued">Names of options that take a value, such as <c>--stdin</c>.</param>
    /// <param name="flags">Names of those that take none.</param>
    public Arguments(IReadOnlyList<string> arguments, string[] valued, string[] flags)
    {
        var rest = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            if (!name.StartsWith('-') || name == "-") rest.Add(name);
            else if (flags.Contains(name)) _flags.Add(name);
            else if (!valued.Contains(name)) throw new UsageException($"unknown option {name}.");
            else if (++i == arguments.Count) throw new UsageException($"{name} needs a value.");
            else _values[name] = arguments[i];
        }
        Rest = rest;
    }

    public IReadOnlyList<string> Rest { get; }

    public bool Has(string flag) => _flags.Contains(flag);

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public int Number(string name, int otherwise, int least = 1, int most = int.MaxValue) =>
        !_values.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new UsageException(most == int.MaxValue
            ? $"{name} must be a number of at least {least}, not '{text}'."
            : $"{name} must be a number from {least} to {most}, not '{text}'.");

    public void NoRest()
    {
        if (Rest.Count > 0) throw new UsageException($"'{Rest[0]}' is not expected here.");
    }
}
