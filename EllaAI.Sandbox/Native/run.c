/* One program from start to answer: feed, drain, watch the clock, kill what is left, count, answer, wipe. */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Processor time can grow this many times faster than the clock; a guess that is too low only checks later. */
enum { CPUS_GUESS = 2, POLL_LEAST_MS = 2, POLL_MOST_MS = 250 };

struct stream {
    int fd; /* -1 when closed */
    uint32_t number;
    uint64_t total;
    size_t held;
    uint8_t data[CHUNK];
};

struct feed {
    int fd; /* -1 when closed */
    const uint8_t *data;
    size_t held;
    uint64_t to_come; /* in later messages */
};

static struct stream streams[2];
static struct feed feed;
static uint8_t more[MESSAGE_MAX] __attribute__((aligned(16)));

static struct run_command command;
static uint32_t cause;
static uint64_t started_us, waited_cpu_us, waited_peak_kb;
static struct counters base;

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void stop(uint32_t why)
{
    if (cause == CAUSE_NONE)
        cause = why;
    kill(-1, SIGKILL);
}

static void flush(struct stream *stream)
{
    struct output_reply head = {REPLY_OUTPUT, stream->number, (uint32_t)stream->held};
    message_send(&head, sizeof head, stream->data, stream->held, NULL, 0);
    stream->held = 0;
}

/* Reads what is there. Past the limit the rest is thrown away and the run stopped. */
static void drain(struct stream *stream)
{
    static uint8_t past[4096];
    while (stream->fd >= 0) {
        uint64_t room = command.output_bytes - stream->total;
        size_t space = CHUNK - stream->held;
        if (room > 0 && space == 0) {
            flush(stream);
            continue;
        }
        int over = room == 0;
        ssize_t bytes = over ? read(stream->fd, past, sizeof past)
                             : read(stream->fd, stream->data + stream->held, room < space ? room : space);
        if (bytes < 0 && errno == EINTR)
            continue;
        if (bytes < 0 && errno == EAGAIN)
            return;
        if (bytes <= 0) {
            close_fd(&stream->fd);
            return;
        }
        if (over) {
            stop(CAUSE_OUTPUT);
            close_fd(&stream->fd);
            return;
        }
        stream->held += (size_t)bytes;
        stream->total += (size_t)bytes;
        if ((size_t)bytes < space && (uint64_t)bytes < room)
            return;
    }
}

static void feed_some(void)
{
    while (feed.fd >= 0 && feed.held > 0) {
        ssize_t bytes = write(feed.fd, feed.data, feed.held);
        if (bytes < 0 && errno == EINTR)
            continue;
        if (bytes < 0 && errno == EAGAIN)
            return;
        if (bytes < 0) { /* the program does not read to the end, which is its right */
            close_fd(&feed.fd);
            return;
        }
        feed.data += bytes;
        feed.held -= (size_t)bytes;
    }
    if (feed.held == 0 && feed.to_come == 0)
        close_fd(&feed.fd);
}

static void receive_more(void)
{
    size_t bytes = message_receive(more, sizeof more);
    struct stdin_command head;
    if (bytes < sizeof head)
        die("a short stdin command");
    memcpy(&head, more, sizeof head);
    if (head.kind != COMMAND_STDIN || head.bytes + sizeof head != bytes || head.bytes > feed.to_come)
        die("standard input of the wrong length");
    feed.data = more + sizeof head;
    feed.held = head.bytes;
    feed.to_come -= head.bytes;
    feed_some();
}

static void reap(pid_t pid, int options, int *status)
{
    struct rusage usage;
    for (;;) {
        pid_t found = (pid_t)syscall(SYS_wait4, pid, status, options | __WALL, &usage);
        if (found < 0 && errno == EINTR)
            continue;
        if (found <= 0)
            return;
        waited_cpu_us += (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000
            + (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
        if ((uint64_t)usage.ru_maxrss > waited_peak_kb)
            waited_peak_kb = (uint64_t)usage.ru_maxrss;
        if (pid > 0)
            return;
    }
}

/* Everything left becomes our child in the end, so no child left means nobody left. */
static void end_everybody(void)
{
    int status;
    for (;;) {
        siginfo_t none;
        if (waitid(P_ALL, 0, &none, WEXITED | WNOHANG | WNOWAIT | __WALL) != 0 && errno == ECHILD)
            return;
        kill(-1, SIGKILL);
        reap(-1, WNOHANG, &status);
        struct pollfd nothing;
        poll(&nothing, 0, 1);
    }
}

static uint64_t cpu_used_us(void)
{
    return counters_version() == COUNTERS_NONE ? 0 : counters_cpu_us() - base.cpu_us;
}

/* Stops a run that is over a deadline; otherwise says for how long nothing can be over. */
static int check_clock(void)
{
    uint64_t wall_ms = (now_us() - started_us) / 1000;
    uint64_t cpu_ms = cpu_used_us() / 1000;
    if (cpu_ms >= command.cpu_ms) {
        stop(CAUSE_CPU);
        return POLL_MOST_MS;
    }
    if (wall_ms >= command.wall_ms) {
        stop(CAUSE_WALL);
        return POLL_MOST_MS;
    }
    uint64_t wait = command.wall_ms - wall_ms;
    uint64_t cpu_wait = (command.cpu_ms - cpu_ms) / CPUS_GUESS;
    if (counters_version() != COUNTERS_NONE && cpu_wait < wait)
        wait = cpu_wait;
    return wait < POLL_LEAST_MS ? POLL_LEAST_MS : wait > POLL_MOST_MS ? POLL_MOST_MS : (int)wait;
}

static void watch(int pidfd)
{
    for (;;) {
        int timeout = check_clock();
        int wants_more = feed.fd >= 0 && feed.held == 0 && feed.to_come > 0;
        struct pollfd fds[5] = {
            {pidfd, POLLIN, 0},
            {streams[0].fd, POLLIN, 0},
            {streams[1].fd, POLLIN, 0},
            {feed.held > 0 ? feed.fd : -1, POLLOUT, 0},
            {FD_SOCKET, wants_more ? POLLIN : 0, 0},
        };
        if (poll(fds, 5, timeout) < 0 && errno != EINTR)
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
            receive_more();
        if (fds[0].revents)
            return;
    }
}

static void open_pipes(struct child *child)
{
    int in[2], out[2], err[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0)
        die("pipe2: %s", strerror(errno));
    /* Only our ends: the program's own ends block, as it expects. */
    if (fcntl(in[1], F_SETFL, O_NONBLOCK) != 0 || fcntl(out[0], F_SETFL, O_NONBLOCK) != 0 || fcntl(err[0], F_SETFL, O_NONBLOCK) != 0)
        die("fcntl: %s", strerror(errno));
    child->in = in[0];
    child->out = out[1];
    child->err = err[1];
    feed.fd = in[1];
    for (uint32_t i = 0; i < 2; i++) {
        streams[i].fd = i == 0 ? out[0] : err[0];
        streams[i].number = i + 1;
        streams[i].total = 0;
        streams[i].held = 0;
    }
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
        .out_bytes = (uint32_t)streams[0].held,
        .err_bytes = (uint32_t)streams[1].held,
    };
    if (counters_version() == COUNTERS_NONE) {
        reply.cpu_us = waited_cpu_us;
        reply.memory_kb = waited_peak_kb;
    } else {
        uint64_t peak = counters_peak_bytes();
        reply.cpu_us = cpu_used_us();
        reply.memory_kb = peak > base.memory_bytes ? (peak - base.memory_bytes) / 1024 : 0;
        if (cause == CAUSE_NONE && counters_oom_kills() > base.oom_kills)
            cause = CAUSE_MEMORY;
    }
    if (cause == CAUSE_NONE && (reply.cpu_us / 1000 >= command.cpu_ms || reply.signal == SIGXCPU))
        cause = CAUSE_CPU;
    reply.cause = cause;

    /* Together they fit a message only when small; the usual case is one message. */
    if (streams[0].held + streams[1].held > CHUNK) {
        flush(&streams[0]);
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

static void start_and_watch(struct child *child)
{
    int pidfd = -1, status = 0;
    open_pipes(child);
    feed_some();
    started_us = now_us();
    pid_t pid = child_start(child, &pidfd);
    if (pid < 0)
        die("clone: %s", strerror(errno));
    close_fd(&child->in);
    close_fd(&child->out);
    close_fd(&child->err);
    watch(pidfd);
    uint64_t wall_us = now_us() - started_us;
    reap(pid, 0, &status);
    end_everybody();
    drain(&streams[0]);
    drain(&streams[1]);
    close_fd(&streams[0].fd);
    close_fd(&streams[1].fd);
    close_fd(&feed.fd);
    close_fd(&pidfd);
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
        || command.stdin_bytes > command.stdin_total
        || sizeof command + (uint64_t)command.strings_bytes + command.stdin_bytes != bytes
        || message[sizeof command + command.strings_bytes - 1] != 0)
        die("a run command that contradicts itself");
    memcpy(text, message + sizeof command, command.strings_bytes);
    split(text, command.strings_bytes, argv, command.argc);
    char *environment = argv[command.argc - 1] + strlen(argv[command.argc - 1]) + 1;
    split(environment, (uint32_t)(text + command.strings_bytes - environment), envp, command.envc);

    struct child child = {.limits = &command, .argv = argv, .envp = envp};
    feed.data = message + sizeof command + command.strings_bytes;
    feed.held = command.stdin_bytes;
    feed.to_come = command.stdin_total - command.stdin_bytes;
    cause = CAUSE_NONE;
    waited_cpu_us = waited_peak_kb = 0;
    mounts_prepare(command.disk_kb, (command.flags & RUN_SEAL_WORK) != 0);
    counters_start(&base);
    start_and_watch(&child);
    mounts_wipe();
}
