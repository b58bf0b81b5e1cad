namespace EllaAI.Web.Storage;

/// <summary>What stands behind <c>data</c> on the command line.</summary>
/// <param name="Rest">What belongs to no option.</param>
/// <param name="Settings">Any setting of the product, as <c>--Section:Key=VALUE</c>.</param>
internal sealed record DataArguments(string? From, string? To, string? Data, IReadOnlyList<string> Rest, IReadOnlyList<string> Settings)
{
    private static readonly string[] _stores = ["sqlite", "firestore"];

    /// <exception cref="UsageException">An option is not known, has no value, or names no store.</exception>
    public static DataArguments Parse(IReadOnlyList<string> arguments)
    {
        var options = new Dictionary<string, string>();
        var (rest, settings) = (new List<string>(), new List<string>());
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = arguments[i].Split('=', 2) is [var left, var right] ? (left, right) : (arguments[i], null);
            if (name is "--from" or "--to" or "--data")
                options[name] = (value ?? arguments.ElementAtOrDefault(++i)) is { Length: > 0 } given ? given : throw new UsageException($"{name} needs a value.");
            else if (name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':') && value is not null) settings.Add(arguments[i]);
            else if (name.StartsWith('-')) throw new UsageException($"data does not know '{name}'.");
            else rest.Add(arguments[i]);
        }

        return new(Store(options, "--from"), Store(options, "--to"), options.GetValueOrDefault("--data"), rest, settings);
    }

    private static string? Store(Dictionary<string, string> options, string name) =>
        !options.TryGetValue(name, out var store) ? null
        : _stores.Contains(store) ? store
        : throw new UsageException($"{name} is sqlite or firestore, not '{store}'.");
}

/// <summary>The command was called wrongly: one line, exit code 2.</summary>
public sealed class UsageException : Exception
{
    public UsageException() { }

    public UsageException(string message) : base(message) { }

    public UsageException(string message, Exception inner) : base(message, inner) { }
}
