using System.Diagnostics;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Tests;

public sealed class InstallTests
{
    [Fact]
    public async Task Every_language_can_be_installed_by_its_id()
    {
        var (code, answer, _) = await Install("--languages");
        Assert.Equal(0, code);
        Assert.Equal(LanguageTable.All.Select(l => l.Id).Order(StringComparer.Ordinal), answer.Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_unknown_language_is_one_line_and_code_2()
    {
        var (code, answer, said) = await Install("--no-install", "klingon");
        Assert.Equal((2, ""), (code, answer));
        Assert.StartsWith("There is no group 'klingon'.", Assert.Single(said.Split('\n')), StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Answer, string Said)> Install(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Place.Root, "deploy/install.sh"), .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var answer = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, answer.Trim(), (await said).Trim());
    }
}
