using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests.Attacks;

/// <summary>
/// Getting more time, or a better report. The control group counts the processor time of everybody inside, process 1 watches
/// its own clock, and reports go through a socket that no run has.
/// </summary>
public sealed class ClockAttacks(SandboxFixture sandbox) : Attack(sandbox)
{
    private const string Includes = """
        #define _GNU_SOURCE
        #include <pthread.h>
        #include <sched.h>
        #include <signal.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/resource.h>
        #include <sys/wait.h>
        #include <unistd.h>
        static void burn(void) { for (volatile long i = 0; i < 20000000; i++) ; }
        static void *thread(void *none) { for (;;) burn(); return none; }

        """;

    [Theory]
    [InlineData("for (int i = 1; i < 65; i++) signal(i, SIG_IGN); for (;;) burn();")]
    [InlineData("struct rlimit most = {RLIM_INFINITY, RLIM_INFINITY}; setrlimit(RLIMIT_CPU, &most); for (;;) burn();")]
    [InlineData("pthread_t t; for (int i = 0; i < 8; i++) pthread_create(&t, 0, thread, 0); pause();")]
    [InlineData("signal(SIGCHLD, SIG_IGN); for (;;) { if (fork() == 0) { burn(); _exit(0); } wait(0); }")]
    [InlineData("for (;;) if (fork() == 0) { setsid(); if (fork() == 0) burn(); _exit(0); } else wait(0);")]
    [InlineData("nice(19); struct sched_param p = {0}; sched_setscheduler(0, SCHED_IDLE, &p); for (;;) burn();")]
    [InlineData("setenv(\"AGAIN\", \"1\", 1); burn(); execl(\"/work/program\", \"program\", (char *)0);")]
    public async Task Processor_time_counts_however_it_is_spent(string main)
    {
        var tried = await Try("c", Includes + $"int main(void) {{ (void)thread; {main} return 0; }}", Brief);
        Shows(tried, Verdict.TimeLimit);
        Assert.True(tried.CpuMs >= Brief.CpuMs, tried.ToString());
    }

    [Theory]
    [InlineData("raise(SIGSTOP);")]
    [InlineData("for (;;) pause();")]
    [InlineData("if (fork() == 0) for (;;) kill(getppid(), SIGSTOP); for (;;) pause();")]
    public async Task Waiting_is_seen_on_the_clock(string main)
    {
        var tried = await Try("c", Includes + $"int main(void) {{ (void)thread; {main} return 0; }}", Limits.Default with { CpuMs = 30_000, WallMs = 500 });
        Shows(tried, Verdict.WallLimit);
        Assert.True(tried.WallMs >= 500, tried.ToString());
    }

    [Fact]
    public async Task Ending_oneself_with_the_signal_of_a_limit_is_no_limit()
    {
        var tried = await Try("c", Includes + "int main(void) { (void)thread; raise(SIGXCPU); return 0; }");
        Shows(tried, Verdict.RuntimeError);
        Assert.Equal("SIGXCPU", tried.Signal);
    }

    [Fact]
    public async Task A_forged_report_is_plain_output()
    {
        // A result with exit code 0 and no cause, as process 1 would send it.
        var tried = await Try("c", """
            #include <stdint.h>
            #include <string.h>
            #include <sys/socket.h>
            #include <unistd.h>
            struct { uint32_t kind; int32_t code, signal; uint32_t cause, error, truncated; uint64_t cpu, wall, memory; uint32_t out, err; } report = {.kind = 3};
            int main(void) {
                for (int fd = 0; fd < 1024; fd++) {
                    if (write(fd, &report, sizeof report) < 0 && send(fd, &report, sizeof report, 0) < 0) continue;
                }
                write(1, "{\"verdict\":\"accepted\"}\n", 23);
                return 3;
            }
            """);
        Shows(tried, Verdict.RuntimeError);
        Assert.Equal(3, tried.ExitCode);
        Assert.StartsWith("\u0003\0\0\0", tried.Stdout, StringComparison.Ordinal);
        Assert.EndsWith("{\"verdict\":\"accepted\"}\n", tried.Stdout, StringComparison.Ordinal);
    }
}
