/* Process 1 inside: prepares the wall, says so, then obeys until the worker goes away. */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

static uint8_t message[MESSAGE_MAX] __attribute__((aligned(16)));

static void announce(void)
{
    /* The size tells the worker that both sides were built from the same protocol. */
    uint32_t ready[2] = {REPLY_READY, (uint32_t)sizeof(struct run_command)};
    message_send(ready, sizeof ready, NULL, 0, NULL, 0);
}

int init(int argc, char **argv)
{
    if (argc != 1)
        die("init: one argument, the version of the counters");
    if (getpid() != 1)
        die("init: this must be process 1");
    if (prctl(PR_SET_DUMPABLE, 0) != 0)
        die("prctl: %s", strerror(errno));

    sigset_t all;
    sigfillset(&all);
    if (sigprocmask(SIG_SETMASK, &all, NULL) != 0)
        die("sigprocmask: %s", strerror(errno));
    umask(022);
    close(FD_SELF);
    /* Of no session or group of processes that has members outside. */
    if (setsid() < 0 && getsid(0) != 1)
        die("setsid: %s", strerror(errno));
    counters_open(atoi(argv[0]));
    mounts_make();
    family_open();
    child_limit_all();
    privileges_drop();
    filter_load();
    pid_t keeper = keeper_start();
    privileges_leave_mounts();
    filter_load_run(keeper);
    announce();

    for (;;) {
        size_t bytes = message_receive(message, sizeof message);
        uint32_t kind;
        memcpy(&kind, message, sizeof kind);
        if (kind == COMMAND_FILE)
            file_write(message, bytes);
        else if (kind == COMMAND_SIZE)
            file_size(message, bytes);
        else if (kind == COMMAND_COLLECT)
            collect(message, bytes);
        else if (kind == COMMAND_RUN)
            run(message, bytes);
        else if (kind != COMMAND_STDIN && kind != COMMAND_STOP) /* those two came too late for their run */
            die("unknown command %u", kind);
    }
}
