using System.Globalization;
using EllaAI.Web.Hosting;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;
using Xunit;

namespace EllaAI.Web.Tests.Hosting;

public sealed class OneLineValuesTests
{
    [Theory]
    [InlineData("Ann\n[12:00:00 INF] Everything is fine")]
    [InlineData("Ann\r\n[12:00:00 INF] Everything is fine")]
    [InlineData("Ann\u2028[12:00:00 INF] Everything is fine")]
    [InlineData("Ann\u001b[2K[12:00:00 INF] Everything is fine")]
    public void A_name_with_line_breaks_cannot_write_a_line_of_its_own(string name)
    {
        using var written = new StringWriter();
        using var log = new LoggerConfiguration().Enrich.With(new OneLineValues()).WriteTo.Sink(new Text(written)).CreateLogger();

        log.Information("Somebody is called {Name} and is {Age}", name, 30);

        var line = Assert.Single(written.ToString().Split(['\n', '\u2028', '\u001b', '\r'], StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("[INF] Somebody is called Ann\\u", line, StringComparison.Ordinal);
        Assert.EndsWith("Everything is fine and is 30", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_can_one_in_a_list_or_within_another_value()
    {
        using var written = new StringWriter();
        using var log = new LoggerConfiguration().Enrich.With(new OneLineValues()).WriteTo.Sink(new Text(written)).CreateLogger();

        log.Information("Names {Names}, of {@Of}, by {Keys}", new[] { "Ann\nBo" }, new { Name = "Cy\rDee" }, new Dictionary<string, string> { ["a\u2028b"] = "c\nd" });

        Assert.Single(written.ToString().TrimEnd().Split('\n', '\r', '\u2028'));
        Assert.Contains("u000aBo", written.ToString(), StringComparison.Ordinal);
    }

    /// <summary>As the console's own, without colours.</summary>
    private sealed class Text(TextWriter to) : ILogEventSink
    {
        private readonly MessageTemplateTextFormatter _format = new("[{Level:u3}] {Message:lj}{NewLine}{Exception}", CultureInfo.InvariantCulture);

        public void Emit(LogEvent logEvent) => _format.Format(logEvent, to);
    }
}
