using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests.Attacks;

/// <summary>Other processes, above all process 1. The process namespace hides the host; other ids, the filter and a closed /proc keep process 1.</summary>
public sealed class ProcessAttacks(SandboxFixture sandbox) : Attack(sandbox)
{
    [Fact]
    public Task Signals_reach_nobody_outside_and_do_nothing_to_process_1() => Refused("c", """
        #define _GNU_SOURCE
        #include <signal.h>
        #include <stdio.h>
        #include <string.h>
        #include <sys/syscall.h>
        #include <unistd.h>
        int main(void) {
            siginfo_t info;
            memset(&info, 0, sizeof info);
            info.si_code = SI_QUEUE;
            int first = (int)syscall(SYS_pidfd_open, 1, 0);
            for (int signal = 1; signal <= 64; signal++) {
                kill(1, signal);
                syscall(SYS_tgkill, 1, 1, signal);
                syscall(SYS_rt_sigqueueinfo, 1, signal, &info);
                if (first >= 0) syscall(SYS_pidfd_send_signal, first, signal, 0, 0);
            }
            for (int pid = 2; pid < 70000; pid++) {
                if (pid == getpid() || kill(pid, 0) != 0) continue;
                // With one id for all, a thread of process 1 is as much of it as its first one.
                int thread_of_1 = syscall(SYS_tgkill, 1, pid, 0) == 0;
                if (!thread_of_1) printf("somebody at %d\n", pid);
                for (int signal = 1; thread_of_1 && signal <= 64; signal++) {
                    kill(pid, signal);
                    syscall(SYS_tgkill, 1, pid, signal);
                }
            }
            kill(-1, SIGKILL);
            if (getppid() != 1) printf("a parent at %d\n", getppid());
            puts("refused");
        }
        """);

    [Fact]
    public Task Process_1_is_not_to_be_seen_slowed_down_or_limited() => Refused("python", """
        import ctypes, os, resource
        c = ctypes.CDLL(None, use_errno=True)
        def attempt(name, run, *arguments):
            try: print(name, run(*arguments))
            except (OSError, ValueError, PermissionError): pass
        if [p for p in os.listdir("/proc") if p.isdigit()] != [str(os.getpid())]: print(os.listdir("/proc"))
        for name in ("mem", "environ", "maps", "stat", "status", "cmdline", "auxv", "io", "syscall", "oom_score_adj"):
            attempt(name, lambda: open(f"/proc/1/{name}").read())
        for name in ("fd", "root", "cwd", "exe", "task", "ns", "map_files", "fdinfo"):
            attempt(name, os.listdir, f"/proc/1/{name}")
            attempt(name, os.readlink, f"/proc/1/{name}")
        attempt("nice", os.setpriority, os.PRIO_PROCESS, 1, 19)
        attempt("nice by group", os.setpriority, os.PRIO_PGRP, 1, 19)
        attempt("nice by user", os.setpriority, os.PRIO_USER, 0, 19)
        attempt("affinity", os.sched_setaffinity, 1, {0})
        attempt("scheduler", os.sched_setscheduler, 1, os.SCHED_IDLE, os.sched_param(0))
        attempt("limits", resource.prlimit, 1, resource.RLIMIT_NOFILE, (0, 0))
        attempt("real time", os.sched_setscheduler, 0, os.SCHED_FIFO, os.sched_param(1))
        attempt("faster", os.setpriority, os.PRIO_PROCESS, 0, -1)
        print("refused")
        """);

    /// <summary>Set to be the first that the kernel kills, a program could hide behind the worker's protection again.</summary>
    [Fact]
    public Task Nothing_in_proc_can_be_written() => Refused("python", """
        import glob, os
        if open("/proc/self/oom_score_adj").read().strip() != "1000": print("not chosen first")
        for path in glob.glob("/proc/*") + glob.glob("/proc/self/*") + glob.glob("/proc/sys/**", recursive=True):
            if os.path.isdir(path): continue
            try:
                os.close(os.open(path, os.O_WRONLY))
                print(path)
            except OSError: pass
        print("refused")
        """);

    [Fact]
    public Task No_descriptor_leads_to_the_supervisor() => Refused("c", """
        #include <fcntl.h>
        #include <stdio.h>
        #include <sys/socket.h>
        #include <sys/stat.h>
        #include <unistd.h>
        int main(void) {
            struct stat about;
            char byte = 3;
            for (int fd = 0; fd < 70000; fd++) {
                if (fd > 2 && fcntl(fd, F_GETFD) != -1) printf("open: %d\n", fd);
                if (fstat(fd, &about) == 0 && !S_ISFIFO(about.st_mode)) printf("no pipe: %d\n", fd);
                if (send(fd, &byte, 1, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0) printf("a socket: %d\n", fd);
            }
            if (open("/dev/tty", O_RDWR) >= 0) puts("a terminal");
            if (open("/dev/ptmx", O_RDWR) >= 0) puts("a new terminal");
            puts("refused");
        }
        """);

    // Killed with the run: the supervisor ends everybody before it reads what is left of the output.
    [Theory]
    [InlineData("python", """
        import os, time
        print("parent", flush=True)
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(60)
                print("daemon", flush=True)
            os._exit(0)
        """)]
    [InlineData("c", """
        #define _GNU_SOURCE
        #include <sched.h>
        #include <signal.h>
        #include <stdio.h>
        #include <sys/prctl.h>
        #include <sys/syscall.h>
        #include <unistd.h>
        int main(void) {
            prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
            puts("parent");
            fflush(stdout);
            if (syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0) == 0 || syscall(SYS_clone, 0, 0, 0, 0, 0) == 0) {
                setsid();
                for (int i = 1; i < 65; i++) signal(i, SIG_IGN);
                if (fork() == 0) for (;;) sleep(60);
                for (;;) sleep(60);
            }
            return 0;
        }
        """)]
    public async Task A_child_that_outlives_its_parent_is_ended_with_it(string language, string code)
    {
        var tried = await Try(language, code, Limits.Default with { WallMs = 45_000 });
        Shows(tried, Verdict.Accepted);
        Assert.Equal("parent\n", tried.Stdout);
        Assert.InRange(tried.WallMs, 0, Slowness.Stretched(40_000));
    }

    [Theory]
    [InlineData("import os\nos.close(0); os.close(1); os.close(2)\nwhile True: pass", Verdict.TimeLimit)]
    [InlineData("import os\nos.close(0); os.close(1); os.close(2)\nos._exit(7)", Verdict.RuntimeError)]
    [InlineData("import fcntl, os\nfcntl.fcntl(1, fcntl.F_SETFL, os.O_NONBLOCK)\ntry:\n    while True: os.write(1, b'x' * 65536)\nexcept BlockingIOError: pass\nwhile True: os.write(2, b'y' * 65536)", Verdict.OutputLimit)]
    public async Task Closed_or_changed_streams_confuse_nobody(string code, Verdict verdict) => Shows(await Try("python", code, verdict == Verdict.TimeLimit ? Brief : Limits.Default with { WallMs = 30_000 }), verdict);
}
