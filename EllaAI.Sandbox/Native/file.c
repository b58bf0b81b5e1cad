/* Puts files into the writable places: the candidate's into /work, one run's own into /tmp. Nobody is running. */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void make_folders(int place, char *path)
{
    for (char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        if (mkdirat(place, path, 0777) != 0 && errno != EEXIST)
            die("making the folder %s: %s", path, strerror(errno));
        *slash = '/';
    }
}

static void make_open_folder(int place, const char *path)
{
    if (mkdirat(place, path, 0777) != 0 || fchmodat(place, path, 0777, 0) != 0)
        die("making the folder %s: %s", path, strerror(errno));
}

static void write_all(int fd, const uint8_t *data, size_t bytes, const char *path)
{
    for (size_t done = 0; done < bytes;) {
        ssize_t written = write(fd, data + done, bytes - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            die("writing %s: %s", path, strerror(errno));
        done += (size_t)written;
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
    /* "..", links and the like are refused by beneath_open; the folders before it need a plain check. */
    if (path[0] == '/' || strstr(path, "..") != NULL)
        die("a path outside its place");

    mounts_clear();
    int append = (command.flags & FILE_APPEND) != 0, place = beneath_place((command.flags & FILE_TMP) != 0);
    if (!append)
        make_folders(place, path);
    if (command.flags & FILE_FOLDER)
        make_open_folder(place, path);
    else {
        uint32_t mode = (command.flags & FILE_EXECUTABLE) ? 0755 : 0644;
        int fd = beneath_open(place, path, O_WRONLY | (append ? O_APPEND : O_CREAT | O_EXCL), append ? 0 : mode);
        if (fd < 0)
            die("opening %s: %s", path, strerror(errno));
        write_all(fd, message + sizeof command + command.path_bytes, command.data_bytes, path);
        close(fd);
    }
    close(place);
}

void file_size(const uint8_t *message, size_t bytes)
{
    struct size_command command;
    if (bytes != sizeof command)
        die("a size command of the wrong length");
    memcpy(&command, message, sizeof command);
    mounts_clear();
    mounts_prepare(command.disk_kb, 0);
}
