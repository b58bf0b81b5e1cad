/* The writable places: sized file systems in memory, made anew when a run left something in them. Mounting is the keeper's. */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FLAGS = MS_NOSUID | MS_NODEV, INODES = 16384, FIRST_SIZE_KB = 64 * 1024 };

struct place {
    const char *path;
    int wiped;
    struct stat fresh;
    struct statfs fresh_space;
};

static struct place places[] = {
    {.path = "/work", .wiped = 0},
    {.path = "/tmp", .wiped = 1},
    {.path = "/dev/shm", .wiped = 1},
};
enum { PLACES = sizeof places / sizeof places[0] };
static uint32_t size_kb = FIRST_SIZE_KB;
static int work_sealed, held;
static int proc = -1;

static void options(const struct place *place, char *text, size_t capacity)
{
    /* Everybody in here may write; the sticky bit keeps /tmp what programs expect. */
    snprintf(text, capacity, "mode=%s,nr_inodes=%d,size=%uk", place->wiped ? "1777" : "0777", INODES, size_kb);
}

static void make(struct place *place)
{
    char text[128];
    options(place, text, sizeof text);
    if (mount("tmpfs", place->path, "tmpfs", FLAGS, text) != 0)
        die("mounting %s: %s", place->path, strerror(errno));
    if (stat(place->path, &place->fresh) != 0 || statfs(place->path, &place->fresh_space) != 0)
        die("looking at %s: %s", place->path, strerror(errno));
}

/*
 * Runs may only read /proc: a program could otherwise take back what was set for it there, such as being the first that
 * the kernel kills when memory runs out. Our own way in is a copy of the mount that has no path.
 */
static void close_proc(void)
{
    enum { PROC_FLAGS = MS_NOSUID | MS_NODEV | MS_NOEXEC };
    /* Others' processes are not to be seen. Kernels before 5.8 know only the numbers 1 and 2. */
    if (mount(NULL, "/proc", NULL, MS_REMOUNT | PROC_FLAGS, "hidepid=4") != 0 && mount(NULL, "/proc", NULL, MS_REMOUNT | PROC_FLAGS, "hidepid=2") != 0)
        die("hiding processes in /proc: %s", strerror(errno));
    proc = (int)syscall(SYS_open_tree, AT_FDCWD, "/proc", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
    if (proc < 0)
        die("a /proc of our own: %s", strerror(errno));
    if (mount(NULL, "/proc", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | PROC_FLAGS, NULL) != 0)
        die("sealing /proc: %s", strerror(errno));
}

int mounts_proc(void)
{
    return proc;
}

void mounts_make(void)
{
    close_proc();
    /* Terminals are counted for the whole host, and no program here needs one. */
    if (umount2("/dev/pts", MNT_DETACH) != 0)
        die("unmounting /dev/pts: %s", strerror(errno));
    for (int i = 0; i < PLACES; i++)
        make(&places[i]);
    /* Where every program starts. */
    if (chdir(places[0].path) != 0)
        die("%s: %s", places[0].path, strerror(errno));
}

static void resize(void)
{
    work_sealed = 0; /* a remount of the file system forgets what only the mount knew */
    for (int i = 0; i < PLACES; i++) {
        char text[128];
        options(&places[i], text, sizeof text);
        /* A place that already holds more keeps its size: what the compiler wrote is not the run's. */
        if (mount(NULL, places[i].path, NULL, MS_REMOUNT | FLAGS, text) != 0 && errno != EINVAL && errno != EBUSY)
            die("resizing %s: %s", places[i].path, strerror(errno));
        if (statfs(places[i].path, &places[i].fresh_space) != 0)
            die("looking at %s: %s", places[i].path, strerror(errno));
    }
}

static void seal(void)
{
    if (mount(NULL, "/work", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | FLAGS, NULL) != 0)
        die("sealing /work: %s", strerror(errno));
    work_sealed = 1;
}

void mounts_prepare(uint32_t disk_kb, int seal_work)
{
    if (disk_kb != size_kb) {
        size_kb = disk_kb;
        keeper_do(resize);
    }
    if (seal_work && !work_sealed)
        keeper_do(seal);
}

static int same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

/* Times count too: a run could otherwise tell the next one something with utimes. */
static int dirty(const struct place *place)
{
    struct stat now;
    struct statfs space;
    if (stat(place->path, &now) != 0 || statfs(place->path, &space) != 0)
        return 1;
    return now.st_mode != place->fresh.st_mode || now.st_uid != place->fresh.st_uid || now.st_gid != place->fresh.st_gid
        || !same_time(now.st_mtim, place->fresh.st_mtim) || !same_time(now.st_ctim, place->fresh.st_ctim)
        || !same_time(now.st_atim, place->fresh.st_atim)
        || space.f_ffree != place->fresh_space.f_ffree || space.f_bfree != place->fresh_space.f_bfree;
}

static void wipe(void)
{
    for (int i = 0; i < PLACES; i++) {
        if (!places[i].wiped || !dirty(&places[i]))
            continue;
        if (umount2(places[i].path, MNT_DETACH) != 0)
            die("unmounting %s: %s", places[i].path, strerror(errno));
        make(&places[i]);
    }
}

static void wipe_dirty(void)
{
    for (int i = 0; i < PLACES; i++)
        if (places[i].wiped && dirty(&places[i])) {
            keeper_do(wipe);
            return;
        }
}

/* The end of a run: what it left goes now, or later. */
void mounts_leave(int hold)
{
    held = hold;
    if (!hold)
        wipe_dirty();
}

void mounts_clear(void)
{
    if (held)
        wipe_dirty();
    held = 0;
}
