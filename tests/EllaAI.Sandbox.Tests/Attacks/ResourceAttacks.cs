using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests.Attacks;

/// <summary>Taking all there is: processes, memory, disk, descriptors. The wall's control group and sized file systems hold them.</summary>
public sealed class ResourceAttacks(SandboxFixture sandbox) : Attack(sandbox)
{
    [Theory]
    [InlineData("int main(void) { for (;;) fork(); }")]
    [InlineData("int main(void) { for (;;) if (fork() == 0) { setsid(); if (fork() == 0) { close(0); close(1); close(2); } } }")]
    [InlineData("int main(void) { for (;;) if (vfork() == 0) execl(\"/work/program\", \"program\", (char *)0); }")]
    public async Task A_fork_bomb_is_held_by_the_group_of_processes(string main) =>
        Shows(await Try("c", "#include <unistd.h>\n" + main, Brief with { WallMs = 10_000 }), Verdict.TimeLimit, Verdict.WallLimit);

    [Fact]
    public async Task Threads_are_counted_as_processes_are()
    {
        const string Code = """
            #include <pthread.h>
            #include <stdio.h>
            #include <unistd.h>
            static void *rest(void *none) { pause(); return none; }
            int main(void) {
                pthread_attr_t small;
                pthread_t thread;
                int made = 0;
                pthread_attr_init(&small);
                pthread_attr_setstacksize(&small, 16384);
                while (made < 100000 && pthread_create(&thread, &small, rest, 0) == 0) made++;
                printf("%d\n", made);
                return 0;
            }
            """;
        var tried = await Try("c", Code);
        Shows(tried, Verdict.Accepted);
        Assert.InRange(int.Parse(tried.Stdout, System.Globalization.CultureInfo.InvariantCulture), 1, Limits.Default.Processes + 4);
    }

    // Every kind of memory; the group counts all of it, the processes together.
    [Theory]
    [InlineData("for (;;) memset(malloc(1 << 20), 1, 1 << 20);")]
    [InlineData("for (int i = 0; i < 5; i++) fork(); for (;;) memset(malloc(1 << 16), 1, 1 << 16);")]
    [InlineData("for (;;) { char *p = mmap(0, 1 << 20, 3, MAP_SHARED | MAP_ANONYMOUS, -1, 0); memset(p, 1, 1 << 20); }")]
    [InlineData("for (;;) { int f = memfd_create(\"x\", 0); for (int i = 0; i < 256; i++) if (write(f, page, sizeof page) < 0) return 3; }")]
    [InlineData("signal(SIGXFSZ, SIG_IGN); int a = open(\"/tmp/a\", O_CREAT | O_WRONLY, 0600), b = open(\"/dev/shm/b\", O_CREAT | O_WRONLY, 0600); for (;;) if (write(a, page, sizeof page) < 0 && write(b, page, sizeof page) < 0) return 3;")]
    public async Task Memory_of_any_kind_is_a_memory_limit(string main)
    {
        var code = $$"""
            #define _GNU_SOURCE
            #include <fcntl.h>
            #include <signal.h>
            #include <stdlib.h>
            #include <string.h>
            #include <sys/mman.h>
            #include <unistd.h>
            #pragma GCC diagnostic ignored "-Wunused-result"
            static char page[65536] = {1};
            int main(void) { (void)page; {{main}} }
            """;
        Shows(await Try("c", code, Small), Verdict.MemoryLimit);
    }

    [Fact]
    public async Task Files_in_memory_cannot_take_the_wall_down()
    {
        const string Code = """
            #include <fcntl.h>
            #include <string.h>
            #include <unistd.h>
            static char page[65536] = {1};
            int main(void) {
                char line[8] = {0};
                if (read(0, line, 4) != 4 || strcmp(line, "fine") == 0) return 0;
                int a = open("/tmp/a", O_CREAT | O_WRONLY, 0600), b = open("/dev/shm/b", O_CREAT | O_WRONLY, 0600);
                for (;;) if (write(a, page, sizeof page) < 0 && write(b, page, sizeof page) < 0) return 3;
            }
            """;
        var request = Ask.One("c", Code, limits: Small with { MemoryMb = 16 });
        request = request with { Tests = [new("1", "fill", null), new("2", "fine", null), new("3", "fill", null), new("4", "fine", null)] };
        var run = await Outcome.Of((await Sandbox.Require("c")).Run(request, Test));
        Assert.Equal([Verdict.MemoryLimit, Verdict.Accepted, Verdict.MemoryLimit, Verdict.Accepted], run.Tests.Select(t => t.Verdict));
    }

    [Fact]
    public async Task Every_writable_place_is_full_at_its_size()
    {
        const string Code = """
            import os
            places = ["/tmp", "/dev/shm"]
            sizes = []
            for place in places:
                size = 0
                try:
                    for i in range(1000):
                        with open(f"{place}/{i}", "wb", buffering=0) as f:
                            size += f.write(b"x" * (1 << 20))
                            if size > 100 << 20: break
                except OSError: pass
                sizes.append(size >> 20)
                for i in range(1000):
                    try: os.unlink(f"{place}/{i}")
                    except OSError: break
            print(sizes)
            """;
        Assert.Equal("[64, 64]", (await Try("python", Code, Limits.Default with { WallMs = 30_000 })).Stdout.Trim());
    }

    [Fact]
    public async Task Empty_files_and_deep_folders_are_counted_too()
    {
        const string Code = """
            import os
            made = 0
            try:
                for i in range(100000):
                    os.close(os.open(f"/tmp/{i}", os.O_CREAT))
                    made += 1
            except OSError: pass
            os.chdir("/dev/shm")
            try:
                for i in range(100000):
                    os.mkdir("d")
                    os.chdir("d")
            except OSError: pass
            print(made < 20000)
            """;
        var request = Ask.One("python", Code, limits: Limits.Default with { CpuMs = 10_000, WallMs = 30_000 });
        request = request with { Tests = [new("1", "", "True"), new("2", "", "True")] };
        var run = await Outcome.Of((await Sandbox.Require("python")).Run(request, Test));
        Assert.Equal([Verdict.Accepted, Verdict.Accepted], run.Tests.Select(t => t.Verdict));
    }

    [Fact]
    public Task Descriptors_and_pipes_end_at_the_limit() => Refused("python", """
        import fcntl, os
        held = []
        try:
            for i in range(100000): held.append(os.open("/dev/null", os.O_RDONLY))
        except OSError: pass
        if len(held) > 256: print("descriptors", len(held))
        for d in held: os.close(d)
        try:
            import resource
            resource.setrlimit(resource.RLIMIT_NOFILE, (100000, 100000))
            print("raised")
        except (OSError, ValueError): pass
        print("refused")
        """);

    // The supervisor reads up to the limit, stops the run and keeps no more.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_gigabyte_of_output_is_cut_at_the_limit(int descriptor)
    {
        var tried = await Try("c", $$"""
            #include <string.h>
            #include <unistd.h>
            static char page[1 << 20];
            int main(void) { memset(page, 'x', sizeof page); for (int i = 0; i < 1024; i++) if (write({{descriptor}}, page, sizeof page) < 0) return 3; return 0; }
            """);
        Shows(tried, Verdict.OutputLimit);
        Assert.True(tried.Truncated);
        Assert.Equal(Limits.Default.OutputKb * 1024, tried.Stdout.Length + tried.Stderr.Length);
    }
}
