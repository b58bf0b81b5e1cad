/* What the kernel counts for the whole wall, on descriptors opened before it closed. */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int counters;

/*
 * Before Linux 6.12 memory.peak of version 2 cannot be reset: it stays what the largest run so far, such as the compiler,
 * made it. A smaller run is then estimated from what was in use whenever we looked.
 */
static int peak_stays;
static uint64_t peak_before, most_seen;

/* As of the end of the run before: between two there is nobody whom the kernel could have ended. */
static uint64_t oom_kills;

static size_t read_text(int fd, char *text, size_t capacity)
{
    ssize_t bytes = pread(fd, text, capacity - 1, 0);
    if (bytes < 0)
        die("reading a counter: %s", strerror(errno));
    text[bytes] = 0;
    return (size_t)bytes;
}

static uint64_t read_number(int fd)
{
    char text[64];
    read_text(fd, text, sizeof text);
    return strtoull(text, NULL, 10);
}

/* The number behind "key " at the start of a line; 0 when it is not there. */
static uint64_t read_field(int fd, const char *key)
{
    char text[2048];
    read_text(fd, text, sizeof text);
    size_t length = strlen(key);
    for (char *line = text; line != NULL && *line != 0;) {
        if (strncmp(line, key, length) == 0 && line[length] == ' ')
            return strtoull(line + length + 1, NULL, 10);
        line = strchr(line, '\n');
        if (line != NULL)
            line++;
    }
    return 0;
}

void counters_open(int version)
{
    counters = version;
    oom_kills = counters_oom_kills();
}

int counters_version(void)
{
    return counters;
}

uint64_t counters_cpu_us(void)
{
    return counters == COUNTERS_V2 ? read_field(FD_CPU, "usage_usec") : read_number(FD_CPU) / 1000;
}

uint64_t counters_oom_kills(void)
{
    if (counters != COUNTERS_NONE)
        oom_kills = read_field(FD_OOM, "oom_kill");
    return oom_kills;
}

void counters_look(void)
{
    if (!peak_stays)
        return;
    uint64_t now = read_number(FD_USAGE);
    if (now > most_seen)
        most_seen = now;
}

/* Of this run, what the wall itself needs included; largest_process is the resident memory of one. */
uint64_t counters_peak_bytes(const struct counters *base, uint64_t largest_process)
{
    uint64_t peak = read_number(FD_PEAK), resident = base->memory_bytes + largest_process;
    if (!peak_stays || peak > peak_before)
        return peak;
    if (resident > peak)
        resident = peak;
    return resident > most_seen ? resident : most_seen;
}

void counters_start(struct counters *base)
{
    memset(base, 0, sizeof *base);
    if (counters == COUNTERS_NONE)
        return;
    peak_stays = pwrite(FD_PEAK, "0", 1, 0) != 1;
    if (peak_stays && counters == COUNTERS_V1)
        die("resetting the memory peak: %s", strerror(errno));
    base->memory_bytes = most_seen = read_number(FD_USAGE);
    if (peak_stays)
        peak_before = read_number(FD_PEAK);
    base->oom_kills = oom_kills;
    base->cpu_us = counters_cpu_us();
}
