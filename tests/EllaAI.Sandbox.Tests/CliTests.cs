using System.Diagnostics;
using System.Text.Json;

namespace EllaAI.Sandbox.Tests;

/// <summary>The command line: what is wrong is said in one line, with a code that scripts can tell apart.</summary>
public sealed class CliTests(SandboxFixture sandbox)
{
    [Theory]
    [InlineData("run --language cobol /etc/hostname", "ella-sandbox: no language is called 'cobol'.")]
    [InlineData("run --language python /nonexistent/main.py", "ella-sandbox: /nonexistent/main.py does not exist.")]
    [InlineData("run --language python /etc", "ella-sandbox: /etc is a folder, not a file.")]
    [InlineData("run --language python /bin/true", "ella-sandbox: /bin/true is not text in UTF-8.")]
    [InlineData("run --language python /dev/zero", "ella-sandbox: /dev/zero is larger than 16 MiB.")]
    [InlineData("run --language python /etc/hostname /etc/../etc/hostname", "ella-sandbox: Two files have the same name.")]
    [InlineData("run --language python --stdin /nonexistent /etc/hostname", "ella-sandbox: /nonexistent does not exist.")]
    [InlineData("run --language python /etc/hostname --stdin", "ella-sandbox: --stdin needs a value.")]
    [InlineData("run --language python --bundle /nonexistent/b.json /etc/hostname", "ella-sandbox: /nonexistent/b.json cannot be written.")]
    [InlineData("run --language python --memory-mb 99999 /etc/hostname", "ella-sandbox: The limit of memory must be from 1 to 16384 MiB.")]
    [InlineData("run --language python --repeat 0 /etc/hostname", "ella-sandbox: --repeat must be a number from 1 to 100000, not '0'.")]
    [InlineData("run /etc/hostname", "ella-sandbox: run needs --language ID.")]
    [InlineData("run --language python -x", "ella-sandbox: unknown option -x.")]
    [InlineData("replay", "ella-sandbox: replay needs one BUNDLE file.")]
    [InlineData("replay /nonexistent", "ella-sandbox: /nonexistent does not exist.")]
    [InlineData("replay /etc/hostname", "ella-sandbox: /etc/hostname is no bundle to replay. It is not right at $, line 1.")]
    [InlineData("run --language python --fast main.py", "ella-sandbox: unknown option --fast.")]
    [InlineData("run --language python --cpu-ms soon main.py", "ella-sandbox: --cpu-ms must be a number of at least 1, not 'soon'.")]
    [InlineData("run --language python", "ella-sandbox: run needs at least one FILE.")]
    [InlineData("serve", "ella-sandbox: serve needs either --socket PATH or --listen ADDRESS:PORT.")]
    [InlineData("serve --listen 0.0.0.0:5090", "ella-sandbox: 0.0.0.0:5090 is reachable by others and the connection is not encrypted: give --cert, --key and --client-ca, or --insecure if its network is private.")]
    [InlineData("serve --socket /tmp/s --languages ,", "ella-sandbox: --languages needs ids, such as python,java.")]
    [InlineData("serve --socket /tmp/s --languages python,klingon", "ella-sandbox: no language is called 'klingon'.")]
    [InlineData("serve --no-warm", "ella-sandbox: serve needs either --socket PATH or --listen ADDRESS:PORT.")]
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

    [Fact]
    public async Task Doctor_for_programs_has_its_form_even_without_a_sandbox()
    {
        sandbox.Require();
        var answers = new[] { (await Run(new("dotnet", [Place.Worker, "doctor", "--json"]))).Answer, (await Run(NoNamespaces("doctor", "--json"))).Answer };
        foreach (var found in answers.Select(a => JsonSerializer.Deserialize<JsonElement>(a)))
        {
            Assert.Equal(["mechanism", "version", "cgroup", "seccomp", "network"], Names(found.GetProperty("isolation")));
            Assert.NotEqual(0, found.GetProperty("languages").GetArrayLength());
            Assert.All(found.GetProperty("languages").EnumerateArray(), l => Assert.Equal(["id", "name", "version", "available"], Names(l)));
        }
        Assert.Equal("none", JsonSerializer.Deserialize<JsonElement>(answers[1]).GetProperty("isolation").GetProperty("mechanism").GetString());
    }

    [Fact]
    public async Task Run_prints_the_form_that_other_tools_read_and_keeps_folders()
    {
        await sandbox.Require("python");
        var folder = Directory.CreateTempSubdirectory("ella-test-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "pkg"));
            string[] files = [Path.Combine(folder.FullName, "main.py"), Path.Combine(folder.FullName, "pkg", "util.py")];
            await File.WriteAllTextAsync(files[0], "\uFEFFfrom pkg.util import twice\nprint(twice(21))", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(files[1], "def twice(n): return 2 * n", TestContext.Current.CancellationToken);
            var (code, said, answer) = await Run(new("dotnet", [Place.Worker, "run", "--language", "python", "--repeat", "2", "--json", .. files]));
            Assert.Equal((0, ""), (code, said));
            var run = JsonSerializer.Deserialize<JsonElement>(answer);
            Assert.Equal(["language", "compile", "runs"], Names(run));
            Assert.Equal(["verdict", "wallMs", "output"], Names(run.GetProperty("compile")));
            Assert.Equal(2, run.GetProperty("runs").GetArrayLength());
            foreach (var one in run.GetProperty("runs").EnumerateArray())
            {
                Assert.Equal(["verdict", "exitCode", "signal", "cpuMs", "wallMs", "elapsedMs", "memoryKb", "stdout", "stderr", "truncated"], Names(one));
                Assert.Equal(("accepted", "42\n"), (one.GetProperty("verdict").GetString(), one.GetProperty("stdout").GetString()));
                Assert.True(one.GetProperty("elapsedMs").GetDouble() >= one.GetProperty("wallMs").GetInt32());
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    // A namespace in which no other may be made, as on hosts that forbid them.
    private static ProcessStartInfo NoNamespaces(params string[] command) => new("unshare",
        ["--user", "--map-root-user", "sh", "-c", "echo 0 > /proc/sys/user/max_user_namespaces && exec dotnet \"$0\" \"$@\" --allow-no-cgroup", Place.Worker, .. command]);

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
