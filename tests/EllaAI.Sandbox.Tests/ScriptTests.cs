using System.Diagnostics;

namespace EllaAI.Sandbox.Tests;

/// <summary>
/// <c>./ella sandbox</c> on machines that lack something: the real scripts in a folder of their own, where some of the table's checks look
/// for what nobody has. The SDK and Debian's installer are stand-ins: one builds nothing and says what it was started with, the other fails.
/// </summary>
public sealed class ScriptTests : IDisposable
{
    private const string Nobody = "65534";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-test-");

    public ScriptTests()
    {
        foreach (var file in new[] { "ella", "deploy/install.sh", "deploy/step.sh" }) Write(file, File.ReadAllText(Path.Combine(Place.Root, file)));
        // What a build depends on, as far as the script looks.
        foreach (var file in new[] { "Directory.Build.props", "global.json", "EllaAI.sln", ".editorconfig", "deploy/run.slnf" }) Write(file, "");
        foreach (var folder in new[] { "EllaAI.Core", "EllaAI.Sandbox", "EllaAI.Web", "tests/EllaAI.Benchmarks" }) _folder.CreateSubdirectory(folder);
        Write("bin/apt-get", "#!/bin/sh\nexit 100\n");
        Write("bin/dotnet", """
            #!/bin/sh
            case $1 in
              --list-sdks) echo '10.0.100 [/usr/share/dotnet/sdk]' ;;
              --version) echo 10.0.100 ;;
              build) mkdir -p EllaAI.Sandbox/bin/Release/net10.0 && touch EllaAI.Sandbox/bin/Release/net10.0/EllaAI.Sandbox.dll ;;
              *) shift && echo "started: $*" ;;
            esac

            """);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Without_bubblewrap_it_is_one_line_and_code_3()
    {
        Lack("program bwrap");
        var (code, answer, said) = await Ella("sandbox", "--no-install", "run", "--language", "python", "a.py");
        Assert.Equal((3, ""), (code, answer));
        Assert.StartsWith("Missing: bubblewrap (the wall around a candidate's program). Install it with:", Assert.Single(said.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_install_bubblewrap_is_told_in_one_line_with_code_3()
    {
        Lack("program bwrap");
        string[] nobody = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", Nobody, "--clear-groups"] : [];
        var (code, answer, said) = await Run([.. nobody, "bash", "./ella", "sandbox", "doctor"]);
        Assert.Equal((3, ""), (code, answer));
        var line = Assert.Single(said.Split('\n'));
        Assert.StartsWith("Missing: bubblewrap", line, StringComparison.Ordinal);
        Assert.Contains("Installing needs root", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_installer_that_fails_ends_with_code_3_too()
    {
        Lack("program bwrap");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root gets as far as the installer.");
        var (code, _, said) = await Ella("sandbox", "doctor");
        Assert.Equal(3, code);
        Assert.StartsWith("The packages could not be installed. Try:", said.Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_sdk_it_is_code_3()
    {
        Write("bin/dotnet", "#!/bin/sh\n");
        var (code, _, said) = await Ella("sandbox", "doctor");
        Assert.Equal(3, code);
        Assert.StartsWith("EllaAI needs the .NET 10 SDK", Assert.Single(said.Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--no-install")]
    public async Task Neither_a_missing_language_nor_what_only_the_pages_need_stops_it(params string[] options)
    {
        foreach (var check in new[] { "program javac", "on_path npm", "node_at_least 18" }) Lack(check);
        var (code, answer, said) = await Ella(["sandbox", "run", .. options, "--language", "python", "a.py"]);
        Assert.True(code == 0, said);
        Assert.Equal("started: run --language python a.py", answer);
    }

    [Fact]
    public async Task Anything_else_that_cannot_be_installed_ends_with_1()
    {
        Lack("on_path npm");
        var (code, _, said) = await Ella("run", "--no-install", "--port", "5099");
        Assert.Equal(1, code);
        Assert.StartsWith("Missing: npm", Assert.Single(said.Split('\n')), StringComparison.Ordinal);
    }

    private void Lack(string check)
    {
        var file = Path.Combine(_folder.FullName, "deploy/install.sh");
        var text = File.ReadAllText(file);
        Assert.Contains($"| {check} ", text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace($"| {check} ", "| program ella-no-such-program ", StringComparison.Ordinal));
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, (UnixFileMode)0b111_111_111);
    }

    private Task<(int Code, string Answer, string Said)> Ella(params string[] arguments) => Run(["bash", "./ella", .. arguments]);

    private async Task<(int Code, string Answer, string Said)> Run(string[] command)
    {
        foreach (var folder in _folder.GetDirectories("*", SearchOption.AllDirectories).Prepend(_folder)) folder.UnixFileMode = (UnixFileMode)0b111_111_111;
        var start = new ProcessStartInfo("env", [$"PATH={_folder.FullName}/bin:/usr/bin:/bin", .. command])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var answer = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, answer.Trim(), (await said).Trim());
    }
}
