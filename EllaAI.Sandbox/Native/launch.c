/*
 * Outside: joins the wall's groups, connects to the worker, opens the counters, enters a user namespace
 * whose root is nobody outside, and becomes bubblewrap.
 *
 *   launch SOCKET CPU PEAK USAGE OOM [PROCS...] -- BWRAP ARGUMENTS...
 *
 * CPU, PEAK, USAGE and OOM are counter files or "-"; PROCS are cgroup.procs files to join.
 */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * A root worker's walls are two ids of their own outside, so that what the kernel counts by user (pipes, signals, watches)
 * is not shared between candidates. First where systemd leaves ids unused, then where a container's own namespace ends.
 */
enum { ID_BASE = 0x70000000, ID_MOST_PIDS = 1 << 22, SMALL_BASE = 32768, SMALL_PIDS = 8192 };

static int write_text(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    ssize_t written = write(fd, text, strlen(text));
    int error = errno;
    close(fd);
    errno = error;
    return written == (ssize_t)strlen(text) ? 0 : -1;
}

static void place(int fd, int at, const char *what)
{
    if (fd < 0)
        die("%s: %s", what, strerror(errno));
    if (fd == at) {
        if (fcntl(fd, F_SETFD, 0) != 0)
            die("fcntl %s: %s", what, strerror(errno));
        return;
    }
    if (dup2(fd, at) < 0)
        die("dup2 %s: %s", what, strerror(errno));
    close(fd);
}

static void connect_worker(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path)
        die("the socket's path is longer than %zu bytes", sizeof address.sun_path - 1);
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
        die("connect %s: %s", path, strerror(errno));
    place(fd, FD_SOCKET, "socket");
}

static void open_counter(const char *path, int at)
{
    if (strcmp(path, "-") == 0)
        path = "/dev/null";
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        fd = open(path, O_RDONLY | O_CLOEXEC);
    place(fd, at, path);
}

static int write_map(pid_t target, const char *name, const char *map)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", target, name);
    return write_text(path, map);
}

/* 0 is process 1, the other is the run. */
static int map_two(pid_t target, const char *name, int first)
{
    char map[64];
    snprintf(map, sizeof map, "0 %d 1\n%d %d 1\n", first, RUN_ID, first + 1);
    return write_map(target, name, map);
}

static int map_one(pid_t target, const char *name, unsigned id)
{
    char map[64];
    snprintf(map, sizeof map, "0 %u 1", id);
    return write_map(target, name, map);
}

/* The map of a new namespace must be written from the old one: by a child that stayed there. */
static int map_ids(pid_t target, uid_t uid, gid_t gid)
{
    if (uid != 0)
        return map_one(target, "uid_map", uid) == 0 && write_map(target, "setgroups", "deny") == 0 ? map_one(target, "gid_map", gid) : -1;
    /* This process becomes the wall's outermost one, so its number is free again only when the wall is gone. */
    int first = ID_BASE + 2 * (target % ID_MOST_PIDS);
    if (map_two(target, "uid_map", first) != 0) {
        first = SMALL_BASE + 2 * (target % SMALL_PIDS);
        if (map_two(target, "uid_map", first) != 0)
            return -1;
    }
    return map_two(target, "gid_map", first);
}

static void enter_user_namespace(void)
{
    uid_t uid = geteuid();
    gid_t gid = getegid();
    pid_t self = getpid();
    int ready[2];
    if (pipe2(ready, O_CLOEXEC) != 0)
        die("pipe2: %s", strerror(errno));

    pid_t mapper = fork();
    if (mapper < 0)
        die("fork: %s", strerror(errno));
    if (mapper == 0) {
        char byte;
        close(ready[1]);
        if (read(ready[0], &byte, 1) != 1)
            _exit(1);
        if (map_ids(self, uid, gid) != 0)
            die("the ids of the user namespace: %s", strerror(errno));
        _exit(0);
    }
    if (unshare(CLONE_NEWUSER) != 0)
        die("this host allows no user namespaces (%s); sysctl user.max_user_namespaces, kernel.unprivileged_userns_clone or "
            "kernel.apparmor_restrict_unprivileged_userns says why", strerror(errno));
    if (write(ready[1], "", 1) != 1)
        die("write: %s", strerror(errno));
    close(ready[0]);
    close(ready[1]);
    int status;
    if (waitpid(mapper, &status, 0) != mapper || status != 0)
        die("the user namespace could not be mapped");

    if (uid == 0 && setgroups(0, NULL) != 0)
        die("setgroups: %s", strerror(errno));
    if (setresgid(0, 0, 0) != 0 || setresuid(0, 0, 0) != 0)
        die("entering the user namespace: %s", strerror(errno));
    /* Only in here: nobody behind the wall can make namespaces, whatever else fails. */
    if (write_text("/proc/sys/user/max_user_namespaces", "0") != 0 && errno != EACCES && errno != EROFS && errno != ENOENT)
        die("max_user_namespaces: %s", strerror(errno));
}

int launch(int argc, char **argv)
{
    if (argc < 7)
        die("launch: too few arguments");
    int next = 5;
    for (; next < argc && strcmp(argv[next], "--") != 0; next++)
        if (write_text(argv[next], "0") != 0)
            die("joining %s: %s", argv[next], strerror(errno));
    if (next + 1 >= argc)
        die("launch: no command after --");

    /* If memory runs out, the kernel should pick the candidate's program; only root may ask for that. */
    if (write_text("/proc/self/oom_score_adj", "-900") != 0 && errno != EACCES && errno != EPERM)
        die("oom_score_adj: %s", strerror(errno));

    connect_worker(argv[0]);
    open_counter(argv[1], FD_CPU);
    open_counter(argv[2], FD_PEAK);
    open_counter(argv[3], FD_USAGE);
    open_counter(argv[4], FD_OOM);
    place(open("/proc/self/exe", O_RDONLY | O_CLOEXEC), FD_SELF, "/proc/self/exe");
    enter_user_namespace();

    /* After the change of ids, which clears it. */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        die("prctl: %s", strerror(errno));
    if (close_range(FD_FIRST_FREE, ~0U, 0) != 0)
        die("close_range: %s", strerror(errno));
    execv(argv[next + 1], argv + next + 1);
    die("%s: %s", argv[next + 1], strerror(errno));
}
