using System.Diagnostics;

namespace EllaAI.Sandbox.Tests;

/// <summary>The command line: what is wrong is said in one line, with a code that scripts can tell apart.</summary>
public sealed class CliTests(SandboxFixture sandbox)
{
    [Theory]
    [InlineData("run --language cobol /etc/hostname", "ella-sandbox: no language is called 'cobol'.")]
    [InlineData("run --language python /nonexistent/main.py", "ella-sandbox: /nonexistent/main.py cannot be read.")]
    [InlineData("run --language python --fast main.py", "ella-sandbox: unknown option --fast.")]
    [InlineData("run --language python --cpu-ms soon main.py", "ella-sandbox: --cpu-ms must be a number of at least 1, not 'soon'.")]
    [InlineData("run --language python", "ella-sandbox: run needs at least one FILE.")]
    [InlineData("serve", "ella-sandbox: serve needs either --socket PATH or --listen ADDRESS:PORT.")]
    [InlineData("serve --listen 0.0.0.0:5090", "ella-sandbox: 0.0.0.0:5090 is reachable by others and the connection is not encrypted: add --insecure if its network is private.")]
    [InlineData("dance", "ella-sandbox: no command is called 'dance'.")]
    public async Task Bad_usage_is_one_line_and_code_2(string arguments, string line)
    {
        var (code, said, _) = await Run(new("dotnet", [Place.Worker, .. arguments.Split(' ')]));
        Assert.Equal((2, line), (code, said));
    }

    [Fact]
    public async Task Without_user_namespaces_there_is_one_line_and_code_3()
    {
        sandbox.Require();
        var (code, said, _) = await Run(NoNamespaces("languages"));
        Assert.Equal(3, code);
        Assert.Contains("this host allows no user namespaces", Assert.Single(said.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_never_fails_and_names_what_is_missing()
    {
        sandbox.Require();
        var (code, said, answer) = await Run(NoNamespaces("doctor"));
        Assert.Equal((0, ""), (code, said));
        Assert.Contains("unusable: No wall can be made", Assert.Single(answer.Split('\n')), StringComparison.Ordinal);
    }

    // A namespace in which no other may be made, as on hosts that forbid them.
    private static ProcessStartInfo NoNamespaces(string command) => new("unshare",
        ["--user", "--map-root-user", "sh", "-c", "echo 0 > /proc/sys/user/max_user_namespaces && exec dotnet \"$0\" \"$1\" --allow-no-cgroup", Place.Worker, command]);

    private static async Task<(int Code, string Said, string Answer)> Run(ProcessStartInfo start)
    {
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said.Trim(), (await answer).Trim());
    }
}
