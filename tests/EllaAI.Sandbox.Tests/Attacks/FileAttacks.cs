using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests.Attacks;

/// <summary>Files of the host and of others. The mount namespace holds a read-only toolchain and the wall's own memory, nothing else.</summary>
public sealed class FileAttacks(SandboxFixture sandbox) : Attack(sandbox)
{
    [Fact]
    public Task Files_of_the_host_are_not_there() => Refused("python", """
        import os
        paths = ["/etc/shadow", "/root", "/home", "/var/log", "/var/tmp", "/var/lib/dpkg", "/sys", "/run", "/boot", "/opt", "/srv", "/mnt", "/media", "/newroot", "/oldroot", "/.sup",
                 "/proc/1/environ", "/proc/1/root/etc", "/proc/self/root/../etc/shadow", "/proc/kcore", "/proc/kmsg", "/proc/sysrq-trigger",
                 "/dev/mem", "/dev/kmsg", "/dev/sda", "/dev/vda", "/dev/kvm", "/dev/fuse", "/dev/net", "/dev/loop-control", "/dev/console"]
        for path in paths:
            try:
                print(path, os.listdir(path) if os.path.isdir(path) else open(path, "rb").read(1)[0])
            except (OSError, IndexError): pass
        # Haskell's list of packages is the one thing outside /usr that a toolchain reads.
        if os.path.isdir("/var") and (os.listdir("/var"), os.listdir("/var/lib")) != (["lib"], ["ghc"]): print(os.listdir("/var/lib"))
        for entry in os.listdir("/etc"):
            if "shadow" in entry or "ssh" in entry: print(entry)
        users = [line.split(":")[0] for line in open("/etc/passwd")]
        if users != ["root", "user"]: print(users)
        print("refused")
        """);

    [Fact]
    public Task Nothing_but_the_writable_places_can_be_changed() => Refused("python", """
        import os
        def attempt(name, run, *arguments):
            try:
                run(*arguments)
                print(name)
            except OSError: pass
        for place in ("/", "/usr", "/usr/lib", "/usr/local", "/etc", "/app", "/dev", "/work", "/proc", "/proc/self"):
            attempt(place + " file", lambda: open(place + "/x", "w"))
            attempt(place + " folder", os.mkdir, place + "/d")
            attempt(place + " link", os.symlink, "/tmp", place + "/l")
            attempt(place + " mode", os.chmod, place, 0o777)
            attempt(place + " time", os.utime, place, (1, 1))
            attempt(place + " name", os.rename, place, place + "2")
        for file in ("/usr/bin/env", "/etc/passwd", "/work/main.py", "/dev/null"):
            attempt(file + " mode", os.chmod, file, 0o777)
            attempt(file + " owner", os.chown, file, os.getuid(), os.getgid())
            attempt(file + " removal", os.unlink, file)
            attempt(file + " hard link", os.link, file, "/tmp/x")
            if file != "/dev/null": attempt(file + " content", lambda: open(file, "r+b"))
        print("refused")
        """);

    // Set-user bits, devices and links that lead out do not work where a program may write.
    [Fact]
    public Task What_a_program_makes_has_no_power() => Refused("python", """
        import os, shutil, stat, subprocess
        for place in ("/tmp", "/dev/shm"):
            shutil.copy("/usr/bin/id", place + "/id")
            try: os.chmod(place + "/id", 0o6755)
            except OSError: pass
            ids = subprocess.run([place + "/id", "-u"], capture_output=True, text=True).stdout.strip()
            if ids != str(os.getuid()): print(ids)
            for kind in (stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO):
                try:
                    os.mknod(place + "/node", 0o666 | kind, os.makedev(1, 1))
                    print("a node")
                except OSError: pass
            os.symlink("/proc/1/root/etc/shadow", place + "/link")
            try: print(open(place + "/link").read())
            except OSError: pass
        print("refused")
        """);

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
        var run = await Outcome.Of((await Sandbox.Require("python")).Run(request, Test));
        Assert.Equal(3, run.Tests.Count);
        Assert.All(run.Tests, t => Assert.True(t.Verdict == Verdict.Accepted, t.ToString()));
    }

    [Fact]
    public async Task Walls_do_not_see_each_others_files()
    {
        await Sandbox.Run("python", "open('/tmp/mine', 'w').write('x')");
        (await Sandbox.Run("python", "import os\nprint(os.listdir('/tmp'), os.listdir('/dev/shm'), os.listdir('/work'))", expected: "[] [] ['main.py']")).Shows(Verdict.Accepted);
    }

    [Theory]
    [InlineData("../main.py")]
    [InlineData("/etc/passwd")]
    [InlineData("-o")]
    [InlineData("a/../../b")]
    [InlineData("@options")]
    [InlineData("a\nb")]
    public async Task A_file_name_is_never_a_path_or_an_option(string name)
    {
        var request = Ask.One("python", "print(1)") with { Files = [new("main.py", "print(1)"), new(name, "x")] };
        var run = await Outcome.Of((await Sandbox.Require("python")).Run(request, Test));
        Assert.Equal($"A file cannot be called '{name}'.", run.Compiled.Output);
    }

    [Fact]
    public async Task A_file_in_the_place_of_a_folder_is_refused()
    {
        var request = Ask.One("python", "print(1)") with { Files = [new("main.py", "print(1)"), new("a", "x"), new("a/b", "x")] };
        var run = await Outcome.Of((await Sandbox.Require("python")).Run(request, Test));
        Assert.Equal("'a' is a file and a folder.", run.Compiled.Output);
    }
}
