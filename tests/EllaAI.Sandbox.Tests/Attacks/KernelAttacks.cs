using System.Runtime.InteropServices;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests.Attacks;

/// <summary>Calls that only ever serve an escape. The filter answers EPERM or ENOSYS before the kernel looks at their arguments.</summary>
public sealed class KernelAttacks(SandboxFixture sandbox) : Attack(sandbox)
{
    private const string Start = """
        #define _GNU_SOURCE
        #include <errno.h>
        #include <sched.h>
        #include <signal.h>
        #include <stdio.h>
        #include <sys/ioctl.h>
        #include <sys/mman.h>
        #include <sys/prctl.h>
        #include <sys/resource.h>
        #include <sys/syscall.h>
        #include <unistd.h>
        #define TRY(name, ...) do { errno = 0; long got = syscall(__VA_ARGS__); if (got != -1 || (errno != EPERM && errno != ENOSYS)) printf("%s answered %ld, errno %d\n", name, got, errno); } while (0)
        #define CALL(name) TRY(#name, SYS_##name, 0, 0, 0, 0, 0, 0);

        """;

    // Grouped by what they would be used for.
    [Theory]
    [InlineData("ptrace process_vm_readv process_vm_writev pidfd_getfd kcmp process_madvise process_mrelease")]
    [InlineData("mount umount2 pivot_root chroot open_tree move_mount fsopen fsconfig fsmount fspick mount_setattr unshare setns clone3")]
    [InlineData("bpf perf_event_open io_uring_setup io_uring_enter io_uring_register userfaultfd memfd_secret keyctl add_key request_key")]
    [InlineData("fanotify_init fanotify_mark inotify_init1 landlock_create_ruleset landlock_restrict_self seccomp name_to_handle_at open_by_handle_at")]
    [InlineData("mknodat swapon swapoff quotactl quotactl_fd reboot kexec_load init_module finit_module delete_module acct syslog vhangup sync syncfs")]
    [InlineData("sethostname setdomainname settimeofday clock_settime adjtimex clock_adjtime personality")]
    [InlineData("shmget shmat semget msgget mq_open mq_unlink vmsplice move_pages migrate_pages set_mempolicy_home_node")]
    [InlineData("setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid capset ioprio_set sched_setattr")]
    public Task Calls_that_programs_do_not_need_are_refused(string calls) =>
        Refused("c", Start + $"int main(void) {{ {string.Join(' ', calls.Split(' ').Select(c => $"CALL({c})"))} puts(\"refused\"); }}");

    [Fact]
    public Task Old_calls_of_the_processor_are_refused()
    {
        NeedX64();
        return Refused("c", Start + "int main(void) { CALL(iopl) CALL(ioperm) CALL(modify_ldt) CALL(mknod) CALL(uselib) CALL(sysfs) CALL(ustat) CALL(kexec_file_load) CALL(nfsservctl) CALL(create_module) puts(\"refused\"); }");
    }

    [Fact]
    public Task Calls_with_the_numbers_of_x32_do_not_exist()
    {
        NeedX64();
        return Refused("c", Start + "int main(void) { for (int i = 0; i < 600; i++) if (i != SYS_pause && i != SYS_exit) TRY(\"x32\", 0x40000000L | i, 0, 0, 0, 0, 0, 0); puts(\"refused\"); }");
    }

    [Theory]
    [InlineData(20)]
    [InlineData(1)]
    [InlineData(11)]
    public async Task The_door_of_32_bit_programs_kills(int number)
    {
        NeedX64();
        var tried = await Try("c", $$"""int main(void) { int got; __asm__ volatile("int $0x80" : "=a"(got) : "a"({{number}}), "b"(0), "c"(0), "d"(0) : "memory"); return 0; }""");
        Shows(tried, Verdict.RuntimeError);
        Assert.True(tried.Signal is "SIGSYS" or "SIGSEGV", tried.Signal);
    }

    [Fact]
    public Task No_namespace_can_be_made_by_any_flag() => Refused("c", Start + """
        int main(void) {
            int flags[] = {CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWUTS, CLONE_NEWCGROUP};
            for (int i = 0; i < 7; i++) {
                TRY("clone", SYS_clone, flags[i] | SIGCHLD, 0, 0, 0, 0);
                TRY("clone with high bits", SYS_clone, flags[i] | SIGCHLD | 1L << 40, 0, 0, 0, 0);
            }
            puts("refused");
        }
        """);

    [Fact]
    public Task No_argument_slips_past_the_filter() => Refused("c", Start + """
        int main(void) {
            char byte = 'x';
            struct rlimit64 none = {0, 0};
            TRY("TIOCSTI", SYS_ioctl, 0, TIOCSTI, &byte);
            TRY("TIOCSTI with high bits", SYS_ioctl, 0, TIOCSTI | 1L << 32, &byte);
            TRY("TIOCLINUX", SYS_ioctl, 0, TIOCLINUX, &byte);
            TRY("another's limits", SYS_prlimit64, 1, RLIMIT_NOFILE, &none, 0);
            TRY("one's own by number", SYS_prlimit64, getpid(), RLIMIT_NOFILE, &none, 0);
            TRY("core dumps", SYS_prlimit64, 0, RLIMIT_CORE, &none, 0);
            TRY("core scheduling", SYS_prctl, PR_SCHED_CORE, 1, 0, 0, 0);
            TRY("huge pages", SYS_mmap, 0, 1 << 21, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
            TRY("huge files", SYS_memfd_create, "x", MFD_HUGETLB);
            if (prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0) puts("privileges");
            if (prctl(PR_CAPBSET_READ, 21, 0, 0, 0) != 0) puts("a capability in the bounding set");
            if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 21, 0, 0) == 0) puts("an ambient capability");
            if (prctl(PR_SET_SECUREBITS, 0, 0, 0, 0) == 0) puts("securebits");
            puts("refused");
        }
        """);

    [Fact]
    public Task Programs_of_other_users_give_no_other_user() => Refused("python", """
        import os, subprocess
        for program in ("/bin/su", "/usr/bin/sudo", "/usr/bin/passwd", "/usr/bin/newgrp", "/usr/bin/mount", "/usr/bin/bwrap", "/usr/bin/chsh"):
            if os.path.exists(program):
                after = subprocess.run([program, "--help"], stdin=subprocess.DEVNULL, capture_output=True).returncode
        ids = subprocess.run(["/usr/bin/id", "-u"], capture_output=True, text=True).stdout.strip()
        if ids != str(os.getuid()): print(ids)
        status = open("/proc/self/status").read()
        for line in status.splitlines():
            if line.startswith("Cap") and int(line.split()[1], 16): print(line)
        if "NoNewPrivs:\t1" not in status or "Seccomp:\t2" not in status: print(status)
        print("refused")
        """);

    private static void NeedX64() => Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "Only on x86-64.");
}
