/* Puts the candidate's files into /work, while nothing of the candidate has run yet. */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int work = -1;

static int open_beneath(const char *path, uint64_t flags)
{
    struct open_how how = {
        .flags = flags | O_CLOEXEC,
        .mode = (flags & O_CREAT) ? 0644 : 0,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV,
    };
    return (int)syscall(SYS_openat2, work, path, &how, sizeof how);
}

static void make_folders(char *path)
{
    for (char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        if (mkdirat(work, path, 0777) != 0 && errno != EEXIST)
            die("making /work/%s: %s", path, strerror(errno));
        *slash = '/';
    }
}

void file_write(const uint8_t *message, size_t bytes)
{
    struct file_command command;
    char path[PATH_MAX];
    if (bytes < sizeof command)
        die("a short file command");
    memcpy(&command, message, sizeof command);
    if (command.path_bytes == 0 || command.path_bytes >= sizeof path
        || (uint64_t)sizeof command + command.path_bytes + command.data_bytes != bytes)
        die("a file command of the wrong length");
    memcpy(path, message + sizeof command, command.path_bytes);
    path[command.path_bytes] = 0;
    /* "..", links and the like are refused by open_beneath; the folders before it need a plain check. */
    if (path[0] == '/' || strstr(path, "..") != NULL)
        die("a path outside /work");

    if (work < 0 && (work = open("/work", O_PATH | O_DIRECTORY | O_CLOEXEC)) < 0)
        die("/work: %s", strerror(errno));
    if (!(command.flags & FILE_APPEND))
        make_folders(path);
    int fd = open_beneath(path, O_WRONLY | ((command.flags & FILE_APPEND) ? O_APPEND : O_CREAT | O_EXCL));
    if (fd < 0)
        die("opening /work/%s: %s", path, strerror(errno));
    const uint8_t *data = message + sizeof command + command.path_bytes;
    for (size_t done = 0; done < command.data_bytes;) {
        ssize_t written = write(fd, data + done, command.data_bytes - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            die("writing /work/%s: %s", path, strerror(errno));
        done += (size_t)written;
    }
    close(fd);
}
