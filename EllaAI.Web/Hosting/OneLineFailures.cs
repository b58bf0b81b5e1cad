using Serilog.Core;
using Serilog.Events;

namespace EllaAI.Web.Hosting;

/// <summary>
/// What failed may say what others chose, line breaks too, and a sink writes an exception as it reads. In front of all sinks, those that are configured
/// too: traces keep their lines, each of them set in, so that none begins as an entry of ours does.
/// </summary>
internal sealed class OneLineFailures(Logger sinks) : ILogEventSink, IDisposable
{
    private static readonly string[] _sinks = ["Serilog:WriteTo", "Serilog:AuditTo"];
    private static readonly string[] _namedBySinks = ["Serilog:Using", "Serilog:LevelSwitches"];

    /// <summary>What is configured of what is logged: levels, filters, what is added to it.</summary>
    public static IConfiguration Events(IConfiguration all) => Of(all, key => IsLog(key) && !IsOf(key, _sinks));

    /// <summary>Where to. What comes as far as to the sinks was let through before.</summary>
    public static IConfiguration Sinks(IConfiguration all) => Of(all, key => IsOf(key, _sinks) || IsOf(key, _namedBySinks));

    public void Emit(LogEvent logEvent) => sinks.Write(logEvent.Exception is not { } failure ? logEvent : new(
        logEvent.Timestamp, logEvent.Level, new LoggedFailure(failure), logEvent.MessageTemplate, logEvent.Properties.Select(p => new LogEventProperty(p.Key, p.Value)),
        logEvent.TraceId.GetValueOrDefault(), logEvent.SpanId.GetValueOrDefault()));

    public void Dispose() => sinks.Dispose();

    private static bool IsLog(string key) => key.StartsWith("Serilog:", StringComparison.OrdinalIgnoreCase);

    private static bool IsOf(string key, string[] sections) => sections.Any(s => key.StartsWith(s, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is empty is not set, as everywhere: Serilog would take an empty text for the name of a sink.</summary>
    private static IConfiguration Of(IConfiguration all, Func<string, bool> which) =>
        new ConfigurationBuilder().AddInMemoryCollection(all.AsEnumerable().Where(s => !string.IsNullOrEmpty(s.Value) && which(s.Key))).Build();

    private sealed class LoggedFailure(Exception of) : Exception(OneLineValues.Escape(of.Message))
    {
        public override string ToString() => string.Join($"{Environment.NewLine}    ", of.ToString().Split('\n').Select(line => OneLineValues.Escape(line.TrimEnd('\r'))));
    }
}
