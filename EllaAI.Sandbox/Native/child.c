/*
 * From clone to exec. The child borrows process 1's memory (CLONE_VM) and process 1 waits (CLONE_VFORK), which
 * costs no page tables; so the child makes raw calls only and writes nothing but child->failed. What is the same for
 * every run is not done here but once, for process 1: each call counts when a program runs for less than a millisecond.
 */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static uint8_t stack[64 * 1024] __attribute__((aligned(16)));

static int limit(int resource, uint64_t soft, uint64_t hard)
{
    struct rlimit64 value = {.rlim_cur = soft, .rlim_max = hard}, old;
    if (syscall(SYS_prlimit64, 0, resource, &value, NULL) == 0)
        return 0;
    /* The host's own limit is lower than ours, and it stands. */
    return syscall(SYS_prlimit64, 0, resource, NULL, &old) == 0 && old.rlim_max < hard ? 0 : -1;
}

/* What no run may have more of: set once for process 1, and inherited. */
void child_limit_all(void)
{
    /* Core dumps: below any file's size, and the one value that also keeps a handler of the host from being fed. */
    if (limit(RLIMIT_CORE, 1, 1) != 0 || limit(RLIMIT_RTPRIO, 0, 0) != 0 || limit(RLIMIT_NICE, 0, 0) != 0
        || limit(RLIMIT_MEMLOCK, 1 << 16, 1 << 16) != 0 || limit(RLIMIT_MSGQUEUE, 0, 0) != 0 || limit(RLIMIT_SIGPENDING, 1024, 1024) != 0)
        die("limits: %s", strerror(errno));
}

static int limit_run(const struct run_command *limits)
{
    /* Whole seconds of one process: only a net below the counter of the whole tree. */
    uint64_t cpu = limits->cpu_ms / 1000 + 2;
    uint64_t stack_bytes = (uint64_t)limits->stack_mb << 20;
    if (limit(RLIMIT_CPU, cpu, cpu + 1) != 0 || limit(RLIMIT_FSIZE, (uint64_t)limits->disk_kb << 10, (uint64_t)limits->disk_kb << 10) != 0
        || limit(RLIMIT_NOFILE, limits->open_files, limits->open_files) != 0 || limit(RLIMIT_STACK, stack_bytes, stack_bytes) != 0)
        return -1;
    if (counters_version() != COUNTERS_NONE)
        return 0;
    uint64_t memory = (uint64_t)limits->memory_mb << 20;
    return limit(RLIMIT_DATA, memory, memory) != 0 || limit(RLIMIT_NPROC, limits->processes, limits->processes) != 0 ? -1 : 0;
}

static int prefer_for_oom(void)
{
    int fd = (int)syscall(SYS_openat, mounts_proc(), "self/oom_score_adj", O_WRONLY | O_CLOEXEC, 0);
    /* Closed with all others by place_streams. */
    return fd >= 0 && syscall(SYS_write, fd, "1000", 4) == 4 ? 0 : -1;
}

/* The three ends are above 2, so that none is overwritten before it is copied. */
static int place_streams(const struct child *child)
{
    return syscall(SYS_dup3, child->in, 0, 0) < 0 || syscall(SYS_dup3, child->out, 1, 0) < 0 || syscall(SYS_dup3, child->err, 2, 0) < 0
            || syscall(SYS_close_range, 3, ~0U, 0) != 0
        ? -1
        : 0;
}

static int enter(void *argument)
{
    struct child *child = argument;
    sigset_t none;
    memset(&none, 0, sizeof none);
    /* A group of processes of its own; a session would be a scheduling group for each run, which the kernel makes and frees slowly. */
    if (prefer_for_oom() != 0 || syscall(SYS_setpgid, 0, 0) != 0 || place_streams(child) != 0 || limit_run(child->limits) != 0
        || privileges_leave() != 0 || syscall(SYS_rt_sigprocmask, SIG_SETMASK, &none, NULL, 8) != 0)
        child->failed = errno;
    else {
        syscall(SYS_execve, child->argv[0], child->argv, child->envp);
        child->failed = errno;
    }
    syscall(SYS_exit_group, 127);
    return 0;
}

pid_t child_start(struct child *child)
{
    child->failed = 0;
    return clone(enter, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, child);
}
