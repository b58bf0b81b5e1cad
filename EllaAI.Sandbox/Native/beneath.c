/* Opens what lies below a writable place, whatever links, pipes or mounts stand on the way. */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Opened each time: wiping puts another file system in the same place. */
int beneath_place(int tmp)
{
    const char *path = tmp ? "/tmp" : "/work";
    int fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        die("%s: %s", path, strerror(errno));
    return fd;
}

/* O_NONBLOCK: a FIFO that nobody writes into must not stop us. */
int beneath_open(int folder, const char *path, uint64_t flags, uint32_t mode)
{
    struct open_how how = {
        .flags = flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
        .mode = mode,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV,
    };
    return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}
