/* A program and everybody it started: waited for, and ended with it. */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int ends = -1;

/* Of a child that has ended already, or of all of them (-1). Answers whether there was one. */
int family_reap(struct family *family, pid_t pid, int *status)
{
    struct rusage usage;
    for (int any = 0;; any = 1) {
        pid_t found = (pid_t)syscall(SYS_wait4, pid, status, WNOHANG | __WALL, &usage);
        if (found < 0 && errno == EINTR)
            continue;
        if (found <= 0)
            return any;
        family->cpu_us += (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000
            + (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
        if ((uint64_t)usage.ru_maxrss > family->peak_kb)
            family->peak_kb = (uint64_t)usage.ru_maxrss;
        if (pid > 0)
            return 1;
    }
}

/*
 * The end of a child is told by SIGCHLD, which is blocked and waited for: cheaper than a descriptor made for each run. Several
 * ends may be one signal, and a signal may be somebody else's; who hears it looks for whom it wants.
 */
void family_open(void)
{
    sigset_t ended;
    sigemptyset(&ended);
    sigaddset(&ended, SIGCHLD);
    ends = signalfd(-1, &ended, SFD_CLOEXEC | SFD_NONBLOCK);
    if (ends < 0)
        die("signalfd: %s", strerror(errno));
}

/* The descriptor to poll for reading. */
int family_ends(void)
{
    return ends;
}

void family_hear(void)
{
    struct signalfd_siginfo told;
    if (read(ends, &told, sizeof told) < 0 && errno != EAGAIN && errno != EINTR)
        die("reading signals: %s", strerror(errno));
}

/* Waits for the end of anybody, for so many milliseconds. */
void family_await(uint32_t ms)
{
    struct timespec patience = {ms / 1000, ms % 1000 * 1000000L};
    sigset_t ended;
    sigemptyset(&ended);
    sigaddset(&ended, SIGCHLD);
    if (sigtimedwait(&ended, NULL, &patience) < 0 && errno != EAGAIN && errno != EINTR)
        die("sigtimedwait: %s", strerror(errno));
}

/* Everything left becomes our child in the end, so no child left means nobody left. */
void family_end(struct family *family)
{
    int status;
    for (;;) {
        siginfo_t none;
        if (waitid(P_ALL, 0, &none, WEXITED | WNOHANG | WNOWAIT | __WALL) != 0 && errno == ECHILD)
            return;
        kill(-1, SIGKILL);
        family_reap(family, -1, &status);
        struct pollfd nothing;
        poll(&nothing, 0, 1);
    }
}
