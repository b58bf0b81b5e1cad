using System.Diagnostics;
using System.Text.Json;
using EllaAI.Sandbox.Engine;

namespace EllaAI.Sandbox.Tests;

/// <summary>The worker without root: one id for process 1 and for runs, and groups only where somebody delegated them.</summary>
public sealed class NormalUserTests(SandboxFixture sandbox) : IDisposable
{
    private const string Nobody = "65534";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ella-test-");
    private readonly List<string> _groups = [];

    [Fact]
    public async Task Without_groups_it_refuses_to_start_and_says_how_to_get_them()
    {
        var (code, said, _) = await Run("run", "--language", "python", Program("print(1)"));
        Assert.Equal(3, code);
        Assert.StartsWith("ella-sandbox: No control groups to bound memory and processes:", Assert.Single(said.Split('\n')), StringComparison.Ordinal);
        Assert.Contains("--allow-no-cgroup", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_says_that_there_are_no_groups()
    {
        var (code, _, answer) = await Run("doctor", "--allow-no-cgroup");
        Assert.Equal(0, code);
        Assert.Contains("cgroup none", answer, StringComparison.Ordinal);
    }

    // With one id the kernel would let a run do all of this; the filter, a closed /proc and what process 1 made of itself do not.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_with_the_id_of_process_1_has_no_hold_on_it(bool delegated)
    {
        const string Code = """
            import ctypes, os, resource
            c = ctypes.CDLL(None, use_errno=True)
            def attempt(name, run, *arguments):
                try: print(name, run(*arguments))
                except (OSError, ValueError): pass
            if os.getuid() != 0: print("not one id for all", os.getuid())
            threads = [1] + [t for t in range(2, 100) if c.tgkill(1, t, 0) == 0]
            if len(threads) != 2: print("threads of process 1", threads)
            for thread in threads:
                for signal in range(1, 65): c.kill(thread, signal), c.tgkill(1, thread, signal)
            attempt("limits", resource.prlimit, 1, resource.RLIMIT_NOFILE, (0, 0))
            attempt("nice", os.setpriority, os.PRIO_PROCESS, 1, 19)
            attempt("nice by user", os.setpriority, os.PRIO_USER, 0, 19)
            attempt("nice by group", os.setpriority, os.PRIO_PGRP, 1, 19)
            attempt("affinity", os.sched_setaffinity, 1, {0})
            attempt("scheduler", os.sched_setscheduler, 1, os.SCHED_IDLE, os.sched_param(0))
            attempt("score", lambda: open("/proc/self/oom_score_adj", "w").write("0"))
            attempt("memory", lambda: open("/proc/1/mem", "rb").read(1))
            attempt("descriptors", os.listdir, "/proc/1/fd")
            attempt("root", os.chroot, "/tmp")
            for path in ("/proc/sys/user/max_user_namespaces", "/proc/sys/net/ipv4/ip_forward", "/etc/x", "/app/x", "/work/x", "/dev/x", "/x"):
                attempt(path, lambda: open(path, "w").write("1"))
            for path in ("/", "/etc", "/app", "/dev", "/work", "/proc"): attempt(path, os.chmod, path, 0o777)
            caps = [l for l in open("/proc/self/status") if l.startswith("Cap") and int(l.split()[1], 16)]
            if caps: print(caps)
            print("refused")
            """;
        if (delegated) Delegate();
        string[] run = ["run", "--language", "python", "--cpu-ms", $"{Slowness.Stretched(2_000)}", "--wall-ms", $"{Slowness.Stretched(6_000)}", "--repeat", "2", "--json", Program(Code)];
        var (code, _, answer) = await Run(delegated ? run : [.. run, "--allow-no-cgroup"]);
        Assert.Equal(0, code);
        using var told = JsonDocument.Parse(answer);
        var runs = told.RootElement.GetProperty("runs").EnumerateArray().ToArray();
        Assert.Equal(2, runs.Length);
        Assert.All(runs, r => Assert.Equal(("refused\n", "accepted", 0), (r.GetProperty("stdout").GetString(), r.GetProperty("verdict").GetString(), r.GetProperty("exitCode").GetInt32())));
    }

    [Theory]
    [InlineData("import os\nwhile True:\n    try: os.fork()\n    except OSError: pass", "time-limit")]
    [InlineData("import os\nfor i in range(3): os.fork()\nx = b'1' * (60 << 20)\nwhile True: pass", "memory-limit")]
    public async Task Delegated_groups_bound_all_of_a_run(string program, string verdict)
    {
        Delegate();
        var (code, said, answer) = await Run("run", "--language", "python", "--cpu-ms", $"{Slowness.Stretched(1_000)}", "--wall-ms", $"{Slowness.Stretched(30_000)}", "--json", Program(program));
        Assert.True(code == 0 && answer.Contains($"\"runs\":[{{\"verdict\":\"{verdict}\"", StringComparison.Ordinal), said + answer);
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        // In version 2 the worker made one for itself inside.
        foreach (var group in _groups) new WallGroup { Folders = [.. Directory.GetDirectories(group), group], Join = [] }.Remove();
    }

    private string Program(string code)
    {
        File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_101_101);
        var file = Path.Combine(_folder.FullName, "main.py");
        File.WriteAllText(file, code);
        return file;
    }

    /// <summary>What an administrator does once: groups that belong to the user. In version 2 handing controllers down does too.</summary>
    private void Delegate()
    {
        foreach (var folder in sandbox.Require().Groups.Folders)
        {
            var group = Directory.CreateDirectory(Path.Combine(folder, $"user-test-{Path.GetFileName(_folder.FullName)}")).FullName;
            _groups.Add(group);
            using var own = Process.Start("chown", [Nobody, group, .. Directory.GetFiles(group, "cgroup.procs"), .. Directory.GetFiles(group, "cgroup.subtree_control")]);
            own.WaitForExit();
        }
    }

    private async Task<(int Code, string Said, string Answer)> Run(params string[] arguments)
    {
        sandbox.Require();
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"), "Becoming somebody else takes root and setpriv.");
        var home = Directory.CreateDirectory(Path.Combine(_folder.FullName, "home")).FullName;
        File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_101_101);
        var join = string.Concat(_groups.Select(g => $"echo $$ > {g}/cgroup.procs && "));
        var start = new ProcessStartInfo("sh", ["-c", $"chown {Nobody} {home} && {join}exec env HOME={home} XDG_RUNTIME_DIR={home} setpriv --reuid={Nobody} --regid={Nobody} --clear-groups dotnet \"$@\"", "sh", Place.Worker, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        // Whoever cannot read where this was built can show nothing.
        Assert.SkipWhen(said.Contains("does not exist", StringComparison.Ordinal), said);
        return (process.ExitCode, said.Trim(), (await answer).Trim());
    }
}
