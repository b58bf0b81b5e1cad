/* A program and everybody it started: waited for, and ended with it. */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

void family_reap(struct family *family, pid_t pid, int options, int *status)
{
    struct rusage usage;
    for (;;) {
        pid_t found = (pid_t)syscall(SYS_wait4, pid, status, options | __WALL, &usage);
        if (found < 0 && errno == EINTR)
            continue;
        if (found <= 0)
            return;
        family->cpu_us += (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000
            + (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
        if ((uint64_t)usage.ru_maxrss > family->peak_kb)
            family->peak_kb = (uint64_t)usage.ru_maxrss;
        if (pid > 0)
            return;
    }
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
        family_reap(family, -1, WNOHANG, &status);
        struct pollfd nothing;
        poll(&nothing, 0, 1);
    }
}
