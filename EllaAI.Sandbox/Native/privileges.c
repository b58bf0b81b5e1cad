/* What process 1 may do at most, how its first thread loses the mounts, and how a run loses the rest. */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* With one id for all (a normal user's worker), a run stays that id: SETUID would fail with EINVAL. */
static int other_id;

static int set_capabilities(uint64_t wanted)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[2];
    for (int i = 0; i < 2; i++) {
        data[i].effective = data[i].permitted = (uint32_t)(wanted >> (32 * i));
        data[i].inheritable = 0;
    }
    return (int)syscall(SYS_capset, &header, data);
}

static int can_change_id(void)
{
    pid_t probe = fork();
    if (probe < 0)
        die("fork: %s", strerror(errno));
    if (probe == 0)
        _exit(syscall(SYS_setresuid, RUN_ID, RUN_ID, RUN_ID) == 0 ? 0 : 1);
    int status;
    if (syscall(SYS_wait4, probe, &status, 0, NULL) != probe)
        die("wait4: %s", strerror(errno));
    return status == 0;
}

/* For starting runs and for ending them. */
static uint64_t for_runs(void)
{
    return other_id ? 1ULL << CAP_SETUID | 1ULL << CAP_SETGID | 1ULL << CAP_KILL : 0;
}

void privileges_drop(void)
{
    other_id = can_change_id();
    uint64_t kept = for_runs() | 1ULL << CAP_SYS_ADMIN; /* wiping /tmp is an unmount and a mount */

    unsigned long bits = SECBIT_NOROOT | SECBIT_NOROOT_LOCKED | SECBIT_KEEP_CAPS_LOCKED | SECBIT_NO_CAP_AMBIENT_RAISE
        | SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED;
    if (prctl(PR_SET_SECUREBITS, bits) != 0)
        die("securebits: %s", strerror(errno));
    for (unsigned long capability = 0; prctl(PR_CAPBSET_READ, capability) >= 0; capability++)
        if (prctl(PR_CAPBSET_DROP, capability) != 0)
            die("bounding set: %s", strerror(errno));
    if (set_capabilities(kept) != 0)
        die("capset: %s", strerror(errno));
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        die("no_new_privs: %s", strerror(errno));
    if (prctl(PR_SET_DUMPABLE, 0) != 0)
        die("prctl: %s", strerror(errno));
}

/* Of the thread that hears the worker and starts runs; the keeper goes on. */
void privileges_leave_mounts(void)
{
    if (set_capabilities(for_runs()) != 0)
        die("capset: %s", strerror(errno));
}

int privileges_other_id(void)
{
    return other_id;
}

/*
 * In the child of a run, which shares our memory: raw calls only. Becoming another id takes all capabilities; where there is
 * none, exec takes what is left (nothing is inheritable, the bounding set is empty, and root's id is worth nothing).
 */
int privileges_leave(void)
{
    return other_id && (syscall(SYS_setresgid, RUN_ID, RUN_ID, RUN_ID) != 0 || syscall(SYS_setresuid, RUN_ID, RUN_ID, RUN_ID) != 0) ? -1 : 0;
}
