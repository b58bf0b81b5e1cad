using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using EllaAI.Core.Features;
using EllaAI.Web.Features;
using Microsoft.AspNetCore.Http;
using Serilog.Events;

namespace EllaAI.Web.Hosting;

/// <summary>
/// Looks at everything that was configured before anything reads it: keys that nobody reads, and texts where a number is wanted. A setting with a typing
/// error would otherwise be as none, and nobody would know. Names keys and never says what stands there: it may be a password.
/// </summary>
internal static class ConfigurationCheck
{
    /// <summary>Names of so many letters are near to too many words: they are meant only by their own letters in another order.</summary>
    private const int Short = 4;

    private static readonly Dictionary<string, Type?> _ours = new(StringComparer.OrdinalIgnoreCase)
    {
        // Two keys that have no class of their own.
        ["Documents"] = typeof(DocumentsSettings),
    };

    static ConfigurationCheck()
    {
        foreach (var type in typeof(ConfigurationCheck).Assembly.GetTypes())
            if (type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() is string section) _ours[section] = type;
    }

    public static IReadOnlyCollection<string> Sections => _ours.Keys;

    /// <exception cref="StartupException">Something is wrong: all of it is told.</exception>
    public static void Run(IConfiguration configuration)
    {
        string[] wrong = [.. Strangers(configuration), .. _ours.SelectMany(s => Unfit(configuration.GetSection(s.Key), s.Value!)), .. Levels(configuration), .. Addresses(configuration)];
        if (wrong.Length > 0) throw new StartupException(string.Join(' ', wrong));
    }

    /// <summary>Sections that are written nearly as one of ours. Others may be anybody's: the whole environment is among them.</summary>
    private static IEnumerable<string> Strangers(IConfiguration configuration) =>
        from section in configuration.GetChildren()
        where !_ours.ContainsKey(section.Key) && section.GetChildren().Any()
        let meant = Meant(_ours.Keys, section.Key)
        where meant is not null
        select $"{section.Key} is no section of settings. Did you mean {meant}?";

    private static IEnumerable<string> Unfit(IConfigurationSection section, Type type)
    {
        var known = Settings(type);
        foreach (var setting in section.GetChildren())
        {
            // .NET's own counters share the name of our section.
            if (type == typeof(MetricsOptions) && setting.Key == "EnabledMetrics") continue;
            if (known.FirstOrDefault(p => p.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase)) is not { Type: not null } property)
            {
                yield return Meant(known.Select(p => p.Name), setting.Key) is { } meant ? $"{setting.Path} is no setting. Did you mean {section.Key}:{meant}?" : $"{setting.Path} is no setting.";
            }
            else if (setting.Value is { Length: > 0 } text && Wanted(property.Type) is { } wanted && !Reads(property.Type, text))
            {
                yield return $"{section.Key}:{property.Name} is {wanted}.";
            }
        }
    }

    /// <summary>Those of a class are its properties; the parts of the product are data.</summary>
    private static (string Name, Type Type)[] Settings(Type type) => type == typeof(FeatureSettings)
        ? [.. Feature.All.Select(f => (f.Id, typeof(bool)))]
        : [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => (p.Name, p.PropertyType))];

    private static string? Wanted(Type type) =>
        type == typeof(bool) ? "true or false" : type == typeof(int) || type == typeof(long) ? "a whole number" : type == typeof(TimeSpan) ? "a time such as 00:30:00" : null;

    private static bool Reads(Type type, string text)
    {
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text) is not null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Levels(IConfiguration configuration)
    {
        var minimum = configuration.GetSection("Serilog:MinimumLevel");
        return from level in minimum.GetSection("Override").GetChildren().Append(minimum).Append(minimum.GetSection("Default"))
               where level.Value is { Length: > 0 } text && text[0] != '$' && !Enum.TryParse<LogEventLevel>(text, ignoreCase: true, out _)
               select $"{level.Path} is one of {string.Join(", ", Enum.GetNames<LogEventLevel>())}.";
    }

    private static IEnumerable<string> Addresses(IConfiguration configuration)
    {
        var addresses = configuration[WebHostDefaults.ServerUrlsKey] ?? "";
        return addresses.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).All(IsAddress)
            ? []
            : [$"{WebHostDefaults.ServerUrlsKey} names where to listen, such as http://127.0.0.1:5080."];
    }

    private static bool IsAddress(string text)
    {
        try
        {
            return BindingAddress.Parse(text).Scheme is "http" or "https";
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The one that was probably meant: two letters may differ, and never the first.</summary>
    private static string? Meant(IEnumerable<string> names, string written) => names
        .Where(n => char.ToUpperInvariant(n[0]) == char.ToUpperInvariant(written[0]) && (n.Length <= Short ? n.ToUpperInvariant().Order().SequenceEqual(written.ToUpperInvariant().Order()) : Distance(n, written) <= 2))
        .MinBy(n => Distance(n, written));

    /// <summary>Levenshtein's distance: letters to add, take away or change.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (corner, start) = (row[0], i);
            row[0] = start;
            for (var j = 1; j <= b.Length; j++)
            {
                var differs = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), corner + differs));
            }
        }

        return row[^1];
    }

    private sealed record DocumentsSettings(string Store, string Shards);
}
