/* Reads back what a finished run left. Only plain files of one name: everything else is not there. */
#define _GNU_SOURCE
#include "wall.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST = 16, MOST_NAMES = 4096 };

static uint8_t data[CHUNK];
static size_t held;

static void say(int last, int error)
{
    struct collected_reply reply = {REPLY_COLLECTED, (uint32_t)last, (uint32_t)held, (uint32_t)error};
    message_send(&reply, sizeof reply, data, held, NULL, 0);
    held = 0;
}

/* A descriptor, or the negative errno of why it is not there. */
static int open_plain(int place, const char *path, uint64_t most, struct stat *found)
{
    int fd = beneath_open(place, path, O_RDONLY, 0);
    if (fd < 0)
        return -errno;
    int error = fstat(fd, found) != 0 ? errno
        : !S_ISREG(found->st_mode)    ? EINVAL
        : found->st_nlink != 1        ? EMLINK
        : (uint64_t)found->st_size > most ? EFBIG
                                          : 0;
    if (error == 0)
        return fd;
    close(fd);
    return -error;
}

static int read_back(int place, const char *path, uint64_t most)
{
    struct stat found;
    int fd = open_plain(place, path, most, &found);
    if (fd < 0)
        return -fd;
    int error = 0;
    for (uint64_t left = (uint64_t)found.st_size; left > 0;) {
        ssize_t bytes = read(fd, data, left < CHUNK ? left : CHUNK);
        if (bytes < 0 && errno == EINTR)
            continue;
        if (bytes <= 0) {
            error = bytes < 0 ? errno : EIO;
            break;
        }
        held = (size_t)bytes;
        left -= (size_t)bytes;
        if (left > 0)
            say(0, 0);
    }
    close(fd);
    return error;
}

static int list_name(int place, const char *path, unsigned *count)
{
    struct stat found;
    int fd = open_plain(place, path, UINT64_MAX, &found);
    if (fd < 0)
        return 0;
    close(fd);
    size_t bytes = strlen(path) + 2;
    if (++*count > MOST_NAMES)
        return E2BIG;
    if (held + bytes > sizeof data)
        say(0, 0);
    data[held] = (found.st_mode & S_IXOTH) ? 'x' : '-';
    memcpy(data + held + 1, path, bytes - 1);
    held += bytes;
    return 0;
}

static int list(int place, const char *path, int depth, unsigned *count)
{
    if (depth > DEEPEST)
        return E2BIG;
    int fd = beneath_open(place, path[0] == 0 ? "." : path, O_RDONLY | O_DIRECTORY, 0);
    if (fd < 0)
        return depth == 0 ? errno : 0;
    DIR *folder = fdopendir(fd);
    if (folder == NULL)
        die("fdopendir: %s", strerror(errno));
    int error = 0;
    for (struct dirent *entry; error == 0 && (entry = readdir(folder)) != NULL;) {
        char name[PATH_MAX];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        int length = snprintf(name, sizeof name, "%s%s%s", path, path[0] == 0 ? "" : "/", entry->d_name);
        if (length < 0 || (size_t)length >= sizeof name)
            error = ENAMETOOLONG;
        else if (entry->d_type == DT_DIR)
            error = list(place, name, depth + 1, count);
        else if (entry->d_type == DT_REG)
            error = list_name(place, name, count);
    }
    closedir(folder);
    return error;
}

void collect(const uint8_t *message, size_t bytes)
{
    struct collect_command command;
    char path[PATH_MAX];
    if (bytes < sizeof command)
        die("a short collect command");
    memcpy(&command, message, sizeof command);
    if (command.path_bytes >= sizeof path || (uint64_t)sizeof command + command.path_bytes != bytes)
        die("a collect command of the wrong length");
    memcpy(path, message + sizeof command, command.path_bytes);
    path[command.path_bytes] = 0;

    held = 0;
    int place = beneath_place((command.flags & COLLECT_TMP) != 0);
    unsigned count = 0;
    int error = (command.flags & COLLECT_LIST) ? list(place, path, 0, &count) : read_back(place, path, command.most);
    close(place);
    say(1, error);
}
