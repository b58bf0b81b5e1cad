using EllaAI.Web.Companies.Demo;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Hosting;

/// <summary>The first and the last words of the process.</summary>
internal static class Startup
{
    /// <summary>Runs the product. What an operator can mend is told in one line.</summary>
    /// <returns>The exit code: 0 after a stop that was asked for, 1 when it could not start.</returns>
    public static async Task<int> Run(Func<Task> product)
    {
        try
        {
            await product();
            return 0;
        }
        catch (OperationCanceledException)
        {
            // Told to stop while starting: nothing else cancels a start.
            return 0;
        }
        catch (Exception e) when (Explain(e) is { } line)
        {
            await Console.Error.WriteLineAsync($"EllaAI cannot start: {line}");
            return 1;
        }
    }

    /// <summary>Looks at all settings before anything starts, so that every wrong one is told, and without where it happened.</summary>
    public static void CheckSettings(this WebApplication app) => app.Services.GetRequiredService<IStartupValidator>().Validate();

    /// <summary>Tells where it is, once it serves.</summary>
    public static void PrintAddress(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        Console.WriteLine();
        Console.WriteLine($"  EllaAI is ready: {app.Services.GetRequiredService<SiteAddress>().Value}");
        if (app.Services.GetRequiredService<IOptions<EllaOptions>>().Value.Demo)
            foreach (var signIn in DemoSeed.SignIns)
                Console.WriteLine($"  {signIn.Role}: {signIn.Email}  password: {signIn.Password}");
        Console.WriteLine("  Ctrl-C stops it.");
        Console.WriteLine();
    });

    /// <summary>What each of them says; null when one of them cannot be explained.</summary>
    public static string? Together(AggregateException several, Func<Exception, string?> explain) =>
        several.InnerExceptions.Select(explain).ToArray() is var lines && !lines.Contains(null) ? string.Join(' ', lines) : null;

    private static string? Explain(Exception e) => e switch
    {
        StartupException startup => startup.Message,
        OptionsValidationException options => string.Join(' ', options.Failures),
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } taken => $"{taken.Message} Stop the other program or choose another port.",
        AggregateException several => Together(several, Explain),
        _ => null,
    };
}
