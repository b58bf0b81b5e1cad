using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests.Attacks;

/// <summary>What a program could learn or leave: of the worker, and from one test to the next. Both sides of the wall are wiped.</summary>
public sealed class LeakAttacks(SandboxFixture sandbox) : Attack(sandbox)
{
    [Fact]
    public async Task The_environment_and_descriptors_hold_nothing_of_ours()
    {
        const string Code = """
            import os
            print(sorted(os.environ), sorted(int(d) for d in os.listdir("/proc/self/fd"))[:-1])
            """;
        var tried = await Try("python", Code);
        Assert.Equal("['HOME', 'LANG', 'PATH', 'PYTHONHASHSEED', 'PYTHONIOENCODING', 'TMPDIR', 'USER'] [0, 1, 2]", tried.Stdout.Trim());
    }

    [Fact]
    public Task Names_of_the_host_do_not_come_in() => Refused("python", $"""
        import os, socket
        for text in (socket.gethostname(), os.uname().nodename, open("/etc/hosts").read(), open("/proc/self/cgroup").read()):
            if "{Environment.MachineName}" != "box" and "{Environment.MachineName}" in text.split() or "ella" in text: print(text)
        print("refused")
        """);

    [Fact]
    public async Task Nothing_of_one_test_reaches_the_next()
    {
        const string Code = """
            import os
            seen = os.listdir("/tmp") + os.listdir("/dev/shm") + [p for p in os.listdir("/proc") if p.isdigit() and int(p) != os.getpid()]
            times = [os.stat(p).st_mtime < 10 for p in ("/tmp", "/dev/shm")]
            print(seen, times)
            open("/tmp/left", "w").write("x"); os.symlink("/etc/passwd", "/tmp/link"); open("/dev/shm/left", "w")
            for place in ("/tmp", "/dev/shm"):
                try: os.utime(place, (1, 1))
                except OSError: pass
            if os.fork() == 0:
                os.setsid()
                os.close(0); os.close(1); os.close(2)
                while True: pass
            """;
        await SameEveryTime(Code, "[] [False, False]");
    }

    [Fact]
    public Task A_program_cannot_change_itself_between_tests() => SameEveryTime("""
        import os
        print(open("/work/main.py").read().count("never"), os.path.exists("/work/note"))
        for attempt in (lambda: open("/work/note", "w"), lambda: open("/work/main.py", "a").write("# never"), lambda: os.rename("/work/main.py", "/work/note"), lambda: os.chmod("/work", 0o777)):
            try: attempt()
            except OSError: pass
        """, "2 False");

    [Fact]
    public Task Abstract_sockets_and_locks_do_not_outlive_a_test() => SameEveryTime("""
        import fcntl, os, socket
        s = socket.socket(socket.AF_UNIX)
        s.bind("\0note")
        s.listen()
        f = open("/work/main.py")
        fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
        print("free")
        if os.fork() == 0:
            os.setsid()
            while True: pass
        """, "free");

    private async Task SameEveryTime(string code, string expected)
    {
        var request = Ask.One("python", code, expected: expected);
        request = request with { Tests = [.. Enumerable.Range(1, 3).Select(i => new TestInput($"{i}", "", expected))] };
        var run = await Outcome.Of((await Sandbox.Require("python")).Run(request, Test));
        Assert.Equal(3, run.Tests.Count);
        Assert.All(run.Tests, t => Assert.True(t.Verdict == Verdict.Accepted, t.ToString()));
    }
}
