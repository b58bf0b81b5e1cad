using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests;

/// <summary>What hostile programs try first. Each prints what it got; the wall decides what that is.</summary>
public sealed class AttackTests(SandboxFixture sandbox)
{
    [Fact]
    public async Task A_fork_bomb_stays_inside()
    {
        const string Code = """
            import os, time
            while True:
                try: os.fork()
                except OSError: time.sleep(0.01)
            """;
        var run = await sandbox.Run("python", Code, limits: Limits.Default with { CpuMs = 500, WallMs = 2_000 });
        Assert.Contains(run.Only.Verdict, new[] { Verdict.TimeLimit, Verdict.WallLimit });
        (await sandbox.Run("python", "print('alive')", expected: "alive")).Shows(Verdict.Accepted);
    }

    [Theory]
    [InlineData("AF_INET", "SOCK_STREAM")]
    [InlineData("AF_INET6", "SOCK_STREAM")]
    [InlineData("AF_INET", "SOCK_DGRAM")]
    [InlineData("AF_NETLINK", "SOCK_RAW")]
    [InlineData("AF_PACKET", "SOCK_RAW")]
    public Task There_is_no_network(string family, string type) =>
        Refused($"import socket\nsocket.socket(socket.{family}, socket.{type})");

    [Theory]
    [InlineData("/etc/shadow")]
    [InlineData("/root")]
    [InlineData("/home")]
    [InlineData("/var")]
    [InlineData("/sys")]
    [InlineData("/run")]
    [InlineData("/proc/1/environ")]
    [InlineData("/proc/1/root")]
    [InlineData("/proc/kcore")]
    [InlineData("/dev/mem")]
    public Task Files_of_the_host_are_not_there(string path) =>
        Refused($"import os\nos.listdir('{path}') if os.path.isdir('{path}') else open('{path}', 'rb').read(1)[0]");

    [Theory]
    [InlineData("/usr/x")]
    [InlineData("/etc/x")]
    [InlineData("/app/x")]
    [InlineData("/x")]
    [InlineData("/dev/x")]
    [InlineData("/work/x")]
    [InlineData("/proc/sys/kernel/hostname")]
    public Task Nothing_but_tmp_can_be_written(string path) => Refused($"open('{path}', 'w').write('x')");

    [Theory]
    [InlineData(101, "ptrace")]
    [InlineData(165, "mount")]
    [InlineData(166, "umount2")]
    [InlineData(272, "unshare")]
    [InlineData(308, "setns")]
    [InlineData(321, "bpf")]
    [InlineData(425, "io_uring_setup")]
    [InlineData(250, "keyctl")]
    [InlineData(298, "perf_event_open")]
    [InlineData(29, "shmget")]
    [InlineData(310, "process_vm_readv")]
    [InlineData(438, "pidfd_getfd")]
    [InlineData(105, "setuid")]
    [InlineData(126, "capset")]
    public Task Calls_that_programs_do_not_need_are_refused(int number, string name)
    {
        Assert.SkipUnless(System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64, "Numbers of x86-64.");
        // EPERM or ENOSYS from the filter; EFAULT and the like would mean that the call was looked at.
        return Refused($"import ctypes\nc = ctypes.CDLL(None, use_errno=True)\nassert c.syscall({number}, 0, 0, 0, 0, 0) == -1\ne = ctypes.get_errno()\nif e in (1, 38): raise PermissionError('{name}')");
    }

    [Fact]
    public async Task Nothing_of_one_test_reaches_the_next()
    {
        const string Code = """
            import os, subprocess
            seen = os.listdir("/tmp") + os.listdir("/dev/shm") + [p for p in os.listdir("/proc") if p.isdigit() and int(p) != os.getpid()]
            print(seen)
            open("/tmp/left", "w").write("x"); os.symlink("/etc/passwd", "/tmp/link"); os.mkfifo("/dev/shm/pipe") if False else open("/dev/shm/left", "w")
            os.utime("/tmp", (1, 1)) if os.stat("/tmp").st_uid == os.getuid() else None
            if os.fork() == 0:
                os.setsid()
                os.close(0); os.close(1); os.close(2)
                while True: pass
            """;
        var request = Ask.One("python", Code, expected: "[]");
        request = request with { Tests = [.. Enumerable.Range(1, 3).Select(i => new TestInput($"{i}", "", "[]"))] };
        var run = await Outcome.Of((await sandbox.Require("python")).Run(request, TestContext.Current.CancellationToken));
        Assert.Equal(3, run.Tests.Count);
        Assert.All(run.Tests, t => Assert.True(t.Verdict == Verdict.Accepted, t.ToString()));
    }

    [Fact]
    public async Task Special_files_do_not_outlive_a_test()
    {
        const string Code = """
            import os, socket, stat
            def attempt(make, *arguments):
                try: make(*arguments)
                except OSError: pass
            places = ["/tmp", "/dev/shm"]
            print([sorted(os.listdir(p)) for p in places])
            for place in places:
                attempt(os.mknod, place + "/device", 0o666 | stat.S_IFCHR, os.makedev(1, 3))
                attempt(os.mkfifo, place + "/fifo")
                attempt(lambda: open(place + "/one", "w").write("x"))
                attempt(os.link, place + "/one", place + "/two")
                attempt(os.link, "/work/main.py", place + "/source")
                attempt(lambda: socket.socket(socket.AF_UNIX).bind(place + "/socket"))
                attempt(os.symlink, "/proc/1", place + "/symbolic")
                attempt(os.setxattr, place, "user.note", b"x")
                attempt(os.mkdir, place + "/.hidden", 0)
            print(any(os.path.exists(p + "/device") for p in places))
            """;
        var request = Ask.One("python", Code);
        request = request with { Tests = [.. Enumerable.Range(1, 3).Select(i => new TestInput($"{i}", "", "[[], []]\nFalse"))] };
        var run = await Outcome.Of((await sandbox.Require("python")).Run(request, TestContext.Current.CancellationToken));
        Assert.Equal(3, run.Tests.Count);
        Assert.All(run.Tests, t => Assert.True(t.Verdict == Verdict.Accepted, t.ToString()));
    }

    [Fact]
    public async Task Walls_do_not_see_each_other()
    {
        await sandbox.Run("python", "open('/tmp/mine', 'w').write('x')");
        (await sandbox.Run("python", "import os\nprint(os.listdir('/tmp'), os.listdir('/work'))", expected: "[] ['main.py']")).Shows(Verdict.Accepted);
    }

    [Fact]
    public async Task The_environment_and_descriptors_hold_nothing_of_ours()
    {
        const string Code = """
            import os
            print(sorted(os.environ), sorted(int(d) for d in os.listdir("/proc/self/fd"))[:-1])
            """;
        var run = await sandbox.Run("python", Code);
        Assert.EndsWith("[0, 1, 2]", run.Only.Stdout.Trim(), StringComparison.Ordinal);
        Assert.DoesNotContain("ELLA", run.Only.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_the_programs_own()
    {
        const string Code = """
            try:
                with open("/tmp/big", "wb") as f:
                    while True: f.write(b"x" * (1 << 20))
            except OSError as e:
                print("stopped")
            """;
        (await sandbox.Run("python", Code, expected: "stopped")).Shows(Verdict.Accepted);
        (await sandbox.Run("python", "print('alive')", expected: "alive")).Shows(Verdict.Accepted);
    }

    private async Task Refused(string code)
    {
        var wrapped = "try:\n" + string.Join('\n', code.Split('\n').Select(l => "    " + l)) + "\n    print('got in')\nexcept Exception as e:\n    print('refused')\n";
        (await sandbox.Run("python", wrapped, expected: "refused")).Shows(Verdict.Accepted);
    }
}
