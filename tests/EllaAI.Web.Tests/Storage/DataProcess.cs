using System.Diagnostics;
using System.Reflection;

namespace EllaAI.Web.Tests.Storage;

/// <summary>The command <c>data</c> in a process of its own, as an operator starts it.</summary>
internal static class DataProcess
{
    public static readonly string Product = Path.Combine(
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!,
        "EllaAI.Web", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, new DirectoryInfo(AppContext.BaseDirectory).Name, "EllaAI.Web.dll");

    public static async Task<(int Code, string Said, string Error)> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var (said, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said, await error);
    }

    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Product, "data", .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = Path.GetTempPath(),
        Environment = { ["FIRESTORE_EMULATOR_HOST"] = null, ["Firestore__Project"] = null },
    })!;
}
