/* One program from start to answer: feed, drain, watch the clock, kill what is left, count, answer, wipe. */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct stream streams[2];
static uint8_t more[MESSAGE_MAX] __attribute__((aligned(16)));

static struct run_command command;
static uint32_t cause;
static struct family family;
static struct counters base;

static void stop(uint32_t why)
{
    if (cause == CAUSE_NONE)
        cause = why;
    kill(-1, SIGKILL);
}

static void drain(struct stream *stream)
{
    if (stream_drain(stream))
        stop(CAUSE_OUTPUT);
}

static void obey(void)
{
    size_t bytes = message_receive(more, sizeof more);
    uint32_t kind;
    memcpy(&kind, more, sizeof kind);
    if (kind == COMMAND_STDIN)
        feed_receive(more, bytes);
    else if (kind == COMMAND_STOP)
        stop(CAUSE_STOPPED);
    else
        die("command %u during a run", kind);
}

/*
 * Most programs of a judge end within milliseconds and print less than a pipe takes. Until then only their end is waited for:
 * to be woken for their output, and again when they close it, would cost more than the rest of the supervision.
 */
static int ends_at_once(pid_t pid, int *status)
{
    if (!feed_is_done())
        return 0;
    family_await(clock_brief_ms());
    return family_reap(&family, pid, status);
}

static int watch(pid_t pid)
{
    int status = 0;
    if (ends_at_once(pid, &status))
        return status;
    for (;;) {
        int wait_ms;
        uint32_t late = clock_check(&wait_ms);
        if (late != CAUSE_NONE)
            stop(late);
        struct pollfd fds[5] = {
            {family_ends(), POLLIN, 0},
            {streams[0].fd, POLLIN, 0},
            {streams[1].fd, POLLIN, 0},
            {feed_wants_pipe(), POLLOUT, 0},
            {FD_SOCKET, feed_wants_message() ? POLLIN : 0, 0},
        };
        if (poll(fds, 5, wait_ms) < 0 && errno != EINTR)
            die("poll: %s", strerror(errno));
        if (fds[4].revents & (POLLHUP | POLLERR))
            _exit(0); /* the worker is gone, and with process 1 everything in here */
        if (fds[1].revents)
            drain(&streams[0]);
        if (fds[2].revents)
            drain(&streams[1]);
        if (fds[3].revents)
            feed_some();
        if (fds[4].revents & POLLIN)
            obey();
        if (fds[0].revents == 0)
            continue;
        family_hear();
        if (family_reap(&family, pid, &status))
            return status;
    }
}

/* Answers our end of standard input. */
static int open_pipes(struct child *child)
{
    int in[2], out[2], err[2], conversation = (command.flags & RUN_STREAM) != 0;
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0)
        die("pipe2: %s", strerror(errno));
    /* Only our ends: the program's own ends block, as it expects. So much input always fits an empty pipe. */
    int fits = !conversation && command.stdin_total <= PIPE_BUF;
    if ((!fits && fcntl(in[1], F_SETFL, O_NONBLOCK) != 0) || fcntl(out[0], F_SETFL, O_NONBLOCK) != 0 || fcntl(err[0], F_SETFL, O_NONBLOCK) != 0)
        die("fcntl: %s", strerror(errno));
    child->in = in[0];
    child->out = out[1];
    child->err = err[1];
    stream_open(&streams[0], out[0], 1, command.output_bytes, conversation);
    stream_open(&streams[1], err[0], 2, command.output_bytes, 0);
    return in[1];
}

static void answer(int status, int exec_errno, uint64_t wall_us)
{
    struct result_reply reply = {
        .kind = REPLY_RESULT,
        .exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
        .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
        .exec_errno = (uint32_t)exec_errno,
        .truncated = cause == CAUSE_OUTPUT,
        .wall_us = wall_us,
        .resident_kb = family.peak_kb,
        .out_bytes = (uint32_t)streams[0].held,
        .err_bytes = (uint32_t)streams[1].held,
    };
    if (counters_version() == COUNTERS_NONE) {
        reply.cpu_us = family.cpu_us;
        reply.memory_kb = family.peak_kb;
    } else {
        uint64_t peak = counters_peak_bytes(&base, family.peak_kb * 1024);
        reply.cpu_us = clock_cpu_us();
        reply.memory_kb = peak > base.memory_bytes ? (peak - base.memory_bytes) / 1024 : 0;
        if (counters_oom_kills() > base.oom_kills && cause == CAUSE_NONE)
            cause = CAUSE_MEMORY;
    }
    if (cause == CAUSE_NONE && reply.cpu_us / 1000 >= command.cpu_ms)
        cause = CAUSE_CPU;
    reply.cause = cause;

    /* Together they fit a message only when small; the usual case is one message. */
    if (streams[0].held + streams[1].held > CHUNK) {
        stream_flush(&streams[0]);
        reply.out_bytes = 0;
    }
    message_send(&reply, sizeof reply, streams[0].data, streams[0].held, streams[1].data, streams[1].held);
}

static void split(char *text, uint32_t bytes, char **strings, uint32_t count)
{
    char *end = text + bytes;
    for (uint32_t i = 0; i < count; i++) {
        if (text >= end)
            die("fewer strings than announced");
        strings[i] = text;
        text += strlen(text) + 1;
    }
    strings[count] = NULL;
}

static void start_and_watch(struct child *child, const uint8_t *input)
{
    int feed_fd = open_pipes(child);
    feed_open(feed_fd, input, command.stdin_bytes, command.stdin_total - command.stdin_bytes, (command.flags & RUN_STREAM) != 0);
    feed_some();
    clock_start(&command, &base);
    pid_t pid = child_start(child);
    if (pid < 0)
        die("clone: %s", strerror(errno));
    close_fd(&child->in);
    close_fd(&child->out);
    close_fd(&child->err);
    int status = watch(pid);
    uint64_t wall_us = clock_wall_us();
    family_end(&family);
    drain(&streams[0]);
    drain(&streams[1]);
    close_fd(&streams[0].fd);
    close_fd(&streams[1].fd);
    feed_close();
    answer(status, child->failed, wall_us);
}

void run(const uint8_t *message, size_t bytes)
{
    static char *argv[STRINGS_MAX + 1], *envp[STRINGS_MAX + 1];
    static char text[MESSAGE_MAX];
    if (bytes < sizeof command)
        die("a short run command");
    memcpy(&command, message, sizeof command);
    if (command.argc == 0 || command.argc > STRINGS_MAX || command.envc > STRINGS_MAX || command.strings_bytes == 0
        || command.stdin_bytes > command.stdin_total || ((command.flags & RUN_STREAM) && command.stdin_total > 0)
        || sizeof command + (uint64_t)command.strings_bytes + command.stdin_bytes != bytes
        || message[sizeof command + command.strings_bytes - 1] != 0)
        die("a run command that contradicts itself");
    memcpy(text, message + sizeof command, command.strings_bytes);
    split(text, command.strings_bytes, argv, command.argc);
    char *environment = argv[command.argc - 1] + strlen(argv[command.argc - 1]) + 1;
    split(environment, (uint32_t)(text + command.strings_bytes - environment), envp, command.envc);

    struct child child = {.limits = &command, .argv = argv, .envp = envp};
    cause = CAUSE_NONE;
    family = (struct family){0, 0};
    mounts_clear();
    mounts_prepare(command.disk_kb, (command.flags & RUN_SEAL_WORK) != 0);
    counters_start(&base);
    start_and_watch(&child, message + sizeof command + command.strings_bytes);
    mounts_leave((command.flags & RUN_HOLD) != 0);
}
