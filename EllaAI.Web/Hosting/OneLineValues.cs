using System.Text;
using Serilog.Core;
using Serilog.Events;

namespace EllaAI.Web.Hosting;

/// <summary>
/// What others chose (a name, an address, a header) may hold line breaks: in a log written as text it could end its own line and write the next
/// one, in our name. Control characters of values are shown escaped.
/// </summary>
internal sealed class OneLineValues : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        foreach (var (name, value) in logEvent.Properties.ToArray())
        {
            var line = OneLine(value);
            if (!ReferenceEquals(line, value)) logEvent.AddOrUpdateProperty(new(name, line));
        }
    }

    /// <summary>The same value where nothing of it breaks a line.</summary>
    private static LogEventPropertyValue OneLine(LogEventPropertyValue value) => value switch
    {
        ScalarValue { Value: string text } => text.Any(IsBreak) ? new ScalarValue(Escape(text)) : value,
        SequenceValue list => new SequenceValue(list.Elements.Select(OneLine)),
        StructureValue parts => new StructureValue(parts.Properties.Select(p => new LogEventProperty(p.Name, OneLine(p.Value))), parts.TypeTag),
        DictionaryValue pairs => new DictionaryValue(pairs.Elements.Select(p => KeyValuePair.Create((ScalarValue)OneLine(p.Key), OneLine(p.Value)))),
        _ => value,
    };

    /// <summary>Line and paragraph separators (U+2028, U+2029) end a line in some viewers; the escape character colours and moves in terminals.</summary>
    private static bool IsBreak(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    public static string Escape(string text) => text.Aggregate(
        new StringBuilder(), (line, c) => IsBreak(c) ? line.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)) : line.Append(c)).ToString();
}
