using System.Net.Sockets;
using System.Text;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Invitations;
using EllaAI.Core.Members;
using EllaAI.Core.Questions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EllaAI.Web.Tests.Hosting;

/// <summary>The product's own log, in a file, with everything in it that it can tell: no line of it begins as somebody else wants.</summary>
[Collection("the log")]
public sealed class LogLinesTests
{
    private const string Injected = "[12:00:00 INF] Everything is fine";
    private static readonly string[] _breaks = ["\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\u001b[2K", "\u001b"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_others_chose_begins_no_line_of_the_log()
    {
        var folder = Directory.CreateTempSubdirectory("ella-log-");
        try
        {
            var file = Path.Combine(folder.FullName, "ella.log");
            await using (var app = new EllaApp())
            {
                foreach (var from in new[] { "EllaAI", "Microsoft", "Microsoft.AspNetCore", "System" }) app.Settings[$"Serilog:MinimumLevel:Override:{from}"] = "Debug";
                app.Settings["Serilog:Using:0"] = "Serilog.Sinks.File";
                app.Settings["Serilog:WriteTo:0:Name"] = "File";
                app.Settings["Serilog:WriteTo:0:Args:path"] = file;
                await app.InitializeAsync();
                foreach (var end in _breaks) await Use(app, $"Ann{end}{Injected}");
            }

            var lines = (await File.ReadAllTextAsync(file, Ct)).Split('\n', '\r', '\u0085', '\u2028', '\u2029', '\u001b');
            Assert.Contains(lines, line => line.Contains("Everything is fine", StringComparison.Ordinal) && line.Contains("Somebody is called", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.StartsWith("    ", StringComparison.Ordinal) && line.Contains(Injected, StringComparison.Ordinal));
            // A trace keeps its lines.
            Assert.Contains(lines, line => line.TrimStart().StartsWith("at EllaAI.Web.Tests.Hosting.LogLinesTests", StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.StartsWith(Injected, StringComparison.Ordinal) || line.StartsWith("[2K", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_request_that_fails_by_a_cancellation_that_nobody_asked_for_is_told()
    {
        var folder = Directory.CreateTempSubdirectory("ella-log-");
        try
        {
            var file = Path.Combine(folder.FullName, "ella.log");
            await using (var app = new EllaApp())
            {
                app.Settings["Serilog:Using:0"] = "Serilog.Sinks.File";
                app.Settings["Serilog:WriteTo:0:Name"] = "File";
                app.Settings["Serilog:WriteTo:0:Args:path"] = file;
                await app.InitializeAsync();
                LogName(app.Services.GetRequiredService<ILogger<LogLinesTests>>(), "Ann", new TaskCanceledException("Its client gave up."));
            }

            Assert.Contains("Its client gave up.", await File.ReadAllTextAsync(file, Ct), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>As a name of everything that has one, in all parts of a request, and as what goes wrong.</summary>
    private static async Task Use(EllaApp app, string name)
    {
        var admin = Actor.Member(new(Guid.NewGuid()), new(new("acme"), Role.Admin));
        await app.Services.GetRequiredService<RenameCompany>().Run(admin, name, Ct);
        await app.Services.GetRequiredService<SaveQuestion>().Run(admin, app.Question with { Id = new(Guid.NewGuid()), Title = name }, 0, Ct);
        await app.Services.GetRequiredService<InviteCandidate>().Run(admin, app.Assessment.Id, name, "ann@example.com", app.Address, Ct);
        await app.Services.GetRequiredService<InviteMember>().Run(admin, $"ann@{name}.example", Role.Viewer, app.Address, Ct);
        using (var browser = new Browser(app))
        {
            (await browser.Get($"/{Uri.EscapeDataString(name)}?q={Uri.EscapeDataString(name)}")).Dispose();
            (await browser.PostForm("/sign-in", ("email", name), ("password", name), ("returnUrl", name))).Dispose();
        }

        await Raw(app, $"GET /sign-in HTTP/1.1\r\nHost: {app.Address.Authority}\r\nUser-Agent: {name}\r\nX-Name: {name}\r\nReferer: {name}\r\nConnection: close\r\n\r\n");
        var log = app.Services.GetRequiredService<ILogger<LogLinesTests>>();
        try
        {
            throw new InvalidOperationException(name, new ArgumentException(name));
        }
        catch (InvalidOperationException e)
        {
            LogName(log, name, e);
        }
    }

    /// <summary>As no client of ours would send it.</summary>
    private static async Task Raw(EllaApp app, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", app.Address.Port, Ct);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), Ct);
        try
        {
            while (await stream.ReadAsync(new byte[16 * 1024], Ct) > 0) { }
        }
        catch (IOException)
        {
            // Cut off, which is an answer too.
        }
    }

    private static void LogName(ILogger log, string name, Exception e) => _log(log, name, e);

    private static readonly Action<ILogger, string, Exception?> _log = LoggerMessage.Define<string>(LogLevel.Error, new EventId(1), "Somebody is called {Name}");
}

/// <summary>A process has one log, of the product that started last: no other one may start meanwhile.</summary>
[CollectionDefinition("the log", DisableParallelization = true)]
public sealed class LogTests;
