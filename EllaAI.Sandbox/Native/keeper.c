/*
 * A second thread of process 1, which alone may mount. The first one, which hears the worker and starts every run, has given
 * that away: so the filter that runs inherit from it is loaded once, and not by each of them.
 */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { IDLE = 0, ASKED = 1 };

static void (*asked_job)(void);
static atomic_int state;
static atomic_int keeper;

static void wait_while(atomic_int *word, int value)
{
    while (atomic_load(word) == value)
        if (syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, NULL, NULL, 0) != 0 && errno != EAGAIN && errno != EINTR)
            die("futex: %s", strerror(errno));
}

static void change(atomic_int *word, int value)
{
    atomic_store(word, value);
    if (syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0) < 0)
        die("futex: %s", strerror(errno));
}

static void *keep(void *nothing)
{
    change(&keeper, (int)syscall(SYS_gettid));
    for (;;) {
        wait_while(&state, IDLE);
        asked_job();
        change(&state, IDLE);
    }
    return nothing;
}

/* Answers its number. */
pid_t keeper_start(void)
{
    pthread_t thread;
    int error = pthread_create(&thread, NULL, keep, NULL);
    if (error != 0)
        die("pthread_create: %s", strerror(error));
    wait_while(&keeper, 0);
    return atomic_load(&keeper);
}

/* Waits until it is done. */
void keeper_do(void (*job)(void))
{
    asked_job = job;
    change(&state, ASKED);
    wait_while(&state, ASKED);
}
