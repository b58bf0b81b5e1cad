/*
 * Outside: waits until the worker is gone, however it went, then removes the groups that it could not.
 *
 *   janitor PREFIX FOLDER...   removes FOLDER/PREFIX*; the end of standard input is the end of the worker
 */
#define _GNU_SOURCE
#include "wall.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { TRIES = 500, PAUSE_MS = 10 };

static void wait_for_worker(void)
{
    char byte;
    ssize_t bytes;
    do
        bytes = read(STDIN_FILENO, &byte, 1);
    while (bytes > 0 || (bytes < 0 && errno == EINTR));
}

static void kill_members(int group)
{
    int fd = openat(group, "cgroup.procs", O_RDONLY | O_CLOEXEC);
    FILE *members = fd < 0 ? NULL : fdopen(fd, "r");
    if (members == NULL) {
        if (fd >= 0)
            close(fd);
        return;
    }
    for (int pid; fscanf(members, "%d", &pid) == 1;)
        if (pid > 0)
            kill(pid, SIGKILL);
    fclose(members);
}

/* A group can be removed once its last process is really gone, which is a moment after its death. */
static int remove_group(int folder, const char *name)
{
    for (int i = 0; i < TRIES; i++) {
        if (unlinkat(folder, name, AT_REMOVEDIR) == 0 || errno == ENOENT)
            return 0;
        if (errno != EBUSY)
            return -1;
        int group = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (group >= 0) {
            kill_members(group);
            close(group);
        }
        struct timespec pause = {0, PAUSE_MS * 1000000L};
        nanosleep(&pause, NULL);
    }
    return -1;
}

static int sweep(const char *path, const char *prefix)
{
    int failed = 0;
    DIR *folder = opendir(path);
    if (folder == NULL)
        return errno == ENOENT ? 0 : -1;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (entry->d_type == DT_DIR && strncmp(entry->d_name, prefix, strlen(prefix)) == 0)
            failed |= remove_group(dirfd(folder), entry->d_name);
    closedir(folder);
    return failed;
}

int janitor(int argc, char **argv)
{
    if (argc < 2 || strlen(argv[0]) < 4)
        die("usage: janitor PREFIX FOLDER...");
    /* A Ctrl-C goes to the whole group of processes; this one has to outlive the others. */
    if (setsid() < 0 && errno != EPERM)
        die("setsid: %s", strerror(errno));
    signal(SIGTERM, SIG_IGN);
    wait_for_worker();
    int failed = 0;
    for (int i = 1; i < argc; i++)
        failed |= sweep(argv[i], argv[0]);
    return failed == 0 ? 0 : 1;
}
