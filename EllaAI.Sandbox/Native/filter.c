/*
 * Which system calls exist behind the wall. An allowlist: what is not named answers ENOSYS, so that programs fall
 * back as on an older kernel. Loaded once by process 1 and inherited. The thread that starts runs adds a second, small one that
 * takes away what only the keeper needs; runs inherit that too. To load it in each run would be 0.05 ms of the kernel's time.
 */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "no filter for this processor"
#endif

static const int allowed[] = {
    /* files */
    SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_pwrite64, SYS_preadv, SYS_pwritev, SYS_preadv2, SYS_pwritev2,
    SYS_openat, SYS_openat2, SYS_close, SYS_close_range, SYS_lseek, SYS_fstat, SYS_newfstatat, SYS_statx, SYS_statfs, SYS_fstatfs,
    SYS_faccessat, SYS_faccessat2, SYS_readlinkat, SYS_getdents64, SYS_getcwd, SYS_chdir, SYS_fchdir, SYS_mkdirat, SYS_unlinkat,
    SYS_renameat2, SYS_linkat, SYS_symlinkat, SYS_fchmod, SYS_fchmodat, SYS_fchown, SYS_fchownat, SYS_ftruncate, SYS_truncate,
    SYS_fallocate, SYS_utimensat, SYS_umask, SYS_flock, SYS_copy_file_range,
    SYS_sendfile, SYS_splice, SYS_tee, SYS_readahead, SYS_getxattr, SYS_lgetxattr, SYS_fgetxattr, SYS_listxattr, SYS_flistxattr,
    /* descriptors */
    SYS_dup, SYS_dup3, SYS_fcntl, SYS_pipe2, SYS_eventfd2, SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_pwait, SYS_epoll_pwait2, SYS_ppoll,
    SYS_pselect6, SYS_signalfd4, SYS_timerfd_create, SYS_timerfd_settime, SYS_timerfd_gettime,
    /* memory */
    SYS_munmap, SYS_mremap, SYS_mprotect, SYS_madvise, SYS_brk, SYS_msync, SYS_mincore, SYS_mlock, SYS_mlock2, SYS_munlock,
    SYS_mlockall, SYS_munlockall, SYS_membarrier, SYS_pkey_alloc, SYS_pkey_free, SYS_pkey_mprotect, SYS_get_mempolicy, SYS_mbind,
    SYS_set_mempolicy,
    /* processes and threads */
    SYS_execve, SYS_execveat, SYS_exit, SYS_exit_group, SYS_wait4, SYS_waitid, SYS_pidfd_open, SYS_pidfd_send_signal, SYS_getpid, SYS_getppid,
    SYS_gettid, SYS_getpgid, SYS_setpgid, SYS_getsid, SYS_setsid, SYS_set_tid_address, SYS_set_robust_list, SYS_get_robust_list, SYS_futex, SYS_rseq,
    SYS_sched_yield, SYS_sched_getaffinity, SYS_sched_getparam, SYS_sched_getscheduler, SYS_sched_getattr, SYS_sched_get_priority_max, SYS_sched_get_priority_min, SYS_sched_rr_get_interval, SYS_getpriority,
    SYS_ioprio_get, SYS_getrlimit, SYS_setrlimit, SYS_getrusage, SYS_times, SYS_seccomp, SYS_restart_syscall, SYS_getcpu,
    /* signals */
    SYS_kill, SYS_tkill, SYS_tgkill, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_rt_sigpending, SYS_rt_sigsuspend,
    SYS_rt_sigtimedwait, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_sigaltstack,
    /* time */
    SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday, SYS_getitimer, SYS_setitimer, SYS_timer_create,
    SYS_timer_settime, SYS_timer_gettime, SYS_timer_getoverrun, SYS_timer_delete,
    /* who and where */
    SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_getgroups, SYS_getresuid, SYS_getresgid, SYS_capget, SYS_uname, SYS_sysinfo, SYS_getrandom,
    /* sockets: the families are looked at below */
    SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_connect, SYS_getsockname, SYS_getpeername, SYS_getsockopt, SYS_setsockopt,
    SYS_sendto, SYS_sendmsg, SYS_sendmmsg, SYS_recvfrom, SYS_recvmsg, SYS_recvmmsg, SYS_shutdown,
    /* the keeper only; the second filter and the lack of capabilities keep runs from them */
    SYS_mount, SYS_umount2, SYS_setresuid, SYS_setresgid, SYS_capset,
#if defined(__x86_64__)
    SYS_open, SYS_creat, SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_mkdir, SYS_rmdir, SYS_unlink, SYS_rename, SYS_renameat, SYS_link,
    SYS_symlink, SYS_chmod, SYS_chown, SYS_lchown, SYS_getdents, SYS_utime, SYS_utimes, SYS_futimesat, SYS_dup2, SYS_pipe, SYS_eventfd,
    SYS_epoll_create, SYS_epoll_wait, SYS_poll, SYS_select, SYS_signalfd, SYS_fork, SYS_vfork, SYS_getpgrp, SYS_alarm, SYS_pause,
    SYS_time, SYS_arch_prctl,
#endif
};

/*
 * Done without doing: all that can be written is memory, and on files of the host, which a reader may flush and push out of
 * memory too, they would only slow everybody down.
 */
static const int idle[] = {SYS_fsync, SYS_fdatasync, SYS_sync_file_range, SYS_fadvise64};

/* These take a process; one id for all could otherwise starve process 1, whose clock then lies. */
static const int scheduling[] = {SYS_sched_setaffinity, SYS_sched_setscheduler, SYS_sched_setparam};

/* Refused to a run, though the keeper may. */
static const int refused[] = {SYS_mount, SYS_umount2, SYS_setgroups, SYS_capset, SYS_seccomp};

/* A run only becomes, and stays, what it is. */
static const int ids[] = {SYS_setresuid, SYS_setresgid};

enum {
    NAMESPACES = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET,
    CALLS = sizeof allowed / sizeof allowed[0],
    REFUSED = sizeof refused / sizeof refused[0],
    IDLE = sizeof idle / sizeof idle[0],
    SCHEDULING = sizeof scheduling / sizeof scheduling[0],
    IDS = sizeof ids / sizeof ids[0],
};

#define NUMBER offsetof(struct seccomp_data, nr)
#define ARCH offsetof(struct seccomp_data, arch)
#define ARGUMENT(n) (offsetof(struct seccomp_data, args) + 8 * (n)) /* the low half, on little endian */
#define HIGH_HALF 4
#define LOAD(at) ((struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (at)))
#define SKIP_UNLESS(value, count) ((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (count)))
#define SKIP_UNLESS_ANY(bits, count) ((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 0, (count)))
#define ANSWER(value) ((struct sock_filter)BPF_STMT(BPF_RET | BPF_K, (value)))
#define ERROR(number) ANSWER(SECCOMP_RET_ERRNO | (number))
#define ALLOW ANSWER(SECCOMP_RET_ALLOW)

static struct sock_filter program[2 * CALLS + 128];
static unsigned short length;

static void add(struct sock_filter instruction)
{
    program[length++] = instruction;
}

/* call, but only when its argument (32 bits of it) equals value; else EPERM. */
static void add_only_with(int call, int argument, unsigned value)
{
    add(SKIP_UNLESS((unsigned)call, 4));
    add(LOAD(ARGUMENT(argument)));
    add(SKIP_UNLESS(value, 1));
    add(ALLOW);
    add(ERROR(EPERM));
}

/* call, but not with this value of an argument. */
static void add_never_with(int call, int argument, unsigned value)
{
    add(SKIP_UNLESS((unsigned)call, 3));
    add(LOAD(ARGUMENT(argument)));
    add(SKIP_UNLESS(value, 1));
    add(ERROR(EPERM));
    add(LOAD(NUMBER));
}

/* call, but without any of these bits in an argument. */
static void add_never_with_bits(int call, int argument, unsigned bits)
{
    add(SKIP_UNLESS((unsigned)call, 4));
    add(LOAD(ARGUMENT(argument)));
    add(SKIP_UNLESS_ANY(bits, 1));
    add(ERROR(EPERM));
    add(ALLOW);
}

static void add_allowed(int call)
{
    add(SKIP_UNLESS((unsigned)call, 1));
    add(ALLOW);
}

/* Of the caller's limits, that of core dumps stays as it is: 1 also keeps a handler of the host from being fed. */
static void add_fixed_core_limit(void)
{
    add_never_with(SYS_setrlimit, 0, RLIMIT_CORE);
    add(SKIP_UNLESS(SYS_prlimit64, 8));
    add(LOAD(ARGUMENT(1)));
    add(SKIP_UNLESS(RLIMIT_CORE, 4));
    add(LOAD(ARGUMENT(2))); /* the new limit; without one it only asks */
    add(SKIP_UNLESS(0, 3));
    add(LOAD(ARGUMENT(2) + HIGH_HALF));
    add(SKIP_UNLESS(0, 1));
    add(ALLOW);
    add(ERROR(EPERM));
}

/* call, but only with the id of runs three times; else EPERM. */
static void add_only_run_id(int call)
{
    add(SKIP_UNLESS((unsigned)call, 8));
    for (int i = 0; i < 3; i++) {
        add(LOAD(ARGUMENT(i)));
        add(SKIP_UNLESS(RUN_ID, 5 - 2 * i));
    }
    add(ALLOW);
    add(ERROR(EPERM));
}

static void load(void)
{
    struct sock_fprog whole = {length, program};
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &whole) != 0)
        die("seccomp: %s", strerror(errno));
}

void filter_load(void)
{
    length = 0;
    add(LOAD(ARCH));
    add(SKIP_UNLESS(ARCHITECTURE, 1));
    add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JA, 1, 0, 0));
    add(ANSWER(SECCOMP_RET_KILL_PROCESS));
    add(LOAD(NUMBER));
    for (int i = 0; i < CALLS; i++)
        add_allowed(allowed[i]);
    /* Huge pages are set aside for somebody on the host, and no group of ours counts them. */
    add_never_with_bits(SYS_mmap, 3, MAP_HUGETLB);
    add_never_with_bits(SYS_memfd_create, 1, MFD_HUGETLB);
    for (int i = 0; i < IDLE; i++) {
        add(SKIP_UNLESS((unsigned)idle[i], 1));
        add(ERROR(0));
    }
    for (int i = 0; i < SCHEDULING; i++) {
        add_never_with(scheduling[i], 0, 1);
        add_allowed(scheduling[i]);
    }
    /* Not by group or user, which process 1 may share. */
    add_never_with(SYS_setpriority, 1, 1);
    add_only_with(SYS_setpriority, 0, PRIO_PROCESS);
    /* A run that shares its core with nobody makes others wait. */
    add_never_with(SYS_prctl, 0, PR_SCHED_CORE);
    add_allowed(SYS_prctl);
    /* No new namespace. The flags of clone3 are out of a filter's sight: programs then take clone. */
    add_never_with_bits(SYS_clone, 0, NAMESPACES);
    /* Only the caller's own limits: one id for all could otherwise strangle process 1. */
    add_only_with(SYS_prlimit64, 0, 0);
    /* The network has no way out in any case; this also keeps what lingers in it from going from run to run. */
    add_only_with(SYS_socket, 0, AF_UNIX);
    add_only_with(SYS_socketpair, 0, AF_UNIX);
    add_never_with(SYS_ioctl, 1, TIOCSTI);
    add_never_with(SYS_ioctl, 1, TIOCLINUX);
    add_allowed(SYS_ioctl);
    add(ERROR(ENOSYS));
    load();
}

/* keeper: the number of the thread that one id for all could otherwise slow down, as the first filter has it for process 1. */
void filter_load_run(pid_t keeper)
{
    length = 0;
    add(LOAD(NUMBER));
    for (int i = 0; i < REFUSED; i++) {
        add(SKIP_UNLESS((unsigned)refused[i], 1));
        add(ERROR(EPERM));
    }
    for (int i = 0; i < IDS; i++) {
        if (privileges_other_id()) {
            add_only_run_id(ids[i]);
            continue;
        }
        add(SKIP_UNLESS((unsigned)ids[i], 1));
        add(ERROR(EPERM));
    }
    for (int i = 0; i < SCHEDULING; i++)
        add_never_with(scheduling[i], 0, (unsigned)keeper);
    add_never_with(SYS_setpriority, 1, (unsigned)keeper);
    add_fixed_core_limit();
    add(ALLOW);
    load();
}
