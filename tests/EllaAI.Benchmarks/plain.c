/*
 * The yardstick: starts a program the cheapest way there is, and says how long it took.
 *
 *   plain FOLDER INPUT ENVIRONMENT PROGRAM ARGUMENTS...
 *
 * INPUT is a file with the program's standard input, ENVIRONMENT one with a line for each variable. For every number N
 * on our own standard input the program is run N times in a row, and then a line "NANOSECONDS BYTES" is printed for each:
 * how long it took and how much was on its standard output. posix_spawn shares our memory until exec, so that nothing is
 * copied; a run is three pipes, its input, a start, its output to the end, and a wait.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* An input that fits a pipe needs no feeding. */
enum { INPUT_MAX = 4096, VARIABLES_MAX = 64, ROUNDS_MAX = 10000 };

struct round {
    uint64_t ns;
    size_t bytes;
};

static char input[INPUT_MAX], variables[INPUT_MAX];
static size_t input_bytes;
static char *environment[VARIABLES_MAX + 1];
static struct round rounds[ROUNDS_MAX];

__attribute__((noreturn, format(printf, 1, 2))) static void die(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("plain: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static uint64_t now_ns(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        die("clock_gettime: %s", strerror(errno));
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static size_t read_file(const char *path, char *to)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        die("%s: %s", path, strerror(errno));
    size_t bytes = fread(to, 1, INPUT_MAX - 1, file);
    if (ferror(file) || fgetc(file) != EOF)
        die("%s cannot be read or is longer than %d bytes", path, INPUT_MAX - 1);
    fclose(file);
    return bytes;
}

static void split_environment(void)
{
    int count = 0;
    for (char *line = strtok(variables, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        if (count == VARIABLES_MAX)
            die("more than %d variables", VARIABLES_MAX);
        environment[count++] = line;
    }
}

static void check(int error, const char *what)
{
    if (error != 0)
        die("%s: %s", what, strerror(error));
}

static pid_t start(char **argv, const int *in, const int *out, const int *err)
{
    posix_spawn_file_actions_t actions;
    pid_t pid;
    check(posix_spawn_file_actions_init(&actions), "file actions");
    check(posix_spawn_file_actions_adddup2(&actions, in[0], 0), "dup2");
    check(posix_spawn_file_actions_adddup2(&actions, out[1], 1), "dup2");
    check(posix_spawn_file_actions_adddup2(&actions, err[1], 2), "dup2");
    check(posix_spawn(&pid, argv[0], &actions, NULL, argv, environment), argv[0]);
    check(posix_spawn_file_actions_destroy(&actions), "file actions");
    return pid;
}

/* Both streams to their end. */
static size_t drain(int out, int err)
{
    static char buffer[65536];
    struct pollfd fds[2] = {{out, POLLIN, 0}, {err, POLLIN, 0}};
    size_t total = 0;
    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        if (poll(fds, 2, -1) < 0)
            die("poll: %s", strerror(errno));
        for (int i = 0; i < 2; i++) {
            if (fds[i].fd < 0 || fds[i].revents == 0)
                continue;
            ssize_t bytes = read(fds[i].fd, buffer, sizeof buffer);
            if (bytes < 0)
                die("read: %s", strerror(errno));
            if (bytes == 0)
                fds[i].fd = -1;
            else if (i == 0)
                total += (size_t)bytes;
        }
    }
    return total;
}

static size_t run(char **argv)
{
    int in[2], out[2], err[2], status;
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0)
        die("pipe2: %s", strerror(errno));
    if (write(in[1], input, input_bytes) != (ssize_t)input_bytes)
        die("write: %s", strerror(errno));
    close(in[1]);
    pid_t pid = start(argv, in, out, err);
    close(in[0]);
    close(out[1]);
    close(err[1]);
    size_t bytes = drain(out[0], err[0]);
    close(out[0]);
    close(err[0]);
    if (waitpid(pid, &status, 0) != pid)
        die("waitpid: %s", strerror(errno));
    if (status != 0)
        die("%s ended with status %d", argv[0], status);
    return bytes;
}

int main(int argc, char **argv)
{
    if (argc < 5)
        die("usage: plain FOLDER INPUT ENVIRONMENT PROGRAM ARGUMENTS...");
    input_bytes = read_file(argv[2], input);
    read_file(argv[3], variables);
    split_environment();
    if (chdir(argv[1]) != 0)
        die("%s: %s", argv[1], strerror(errno));

    unsigned count;
    while (scanf("%u", &count) == 1) {
        if (count > ROUNDS_MAX)
            die("more than %d rounds", ROUNDS_MAX);
        uint64_t from = now_ns();
        for (unsigned i = 0; i < count; i++) {
            size_t bytes = run(argv + 4);
            uint64_t to = now_ns();
            rounds[i] = (struct round){to - from, bytes};
            from = to;
        }
        for (unsigned i = 0; i < count; i++)
            printf("%llu %zu\n", (unsigned long long)rounds[i].ns, rounds[i].bytes);
        if (fflush(stdout) != 0)
            die("stdout: %s", strerror(errno));
    }
    return 0;
}
