/* What the kernel counts for the whole wall, on descriptors opened before it closed. */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int counters;

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
    return counters == COUNTERS_NONE ? 0 : read_field(FD_OOM, "oom_kill");
}

uint64_t counters_peak_bytes(void)
{
    return read_number(FD_PEAK);
}

void counters_start(struct counters *base)
{
    memset(base, 0, sizeof *base);
    if (counters == COUNTERS_NONE)
        return;
    /* Before Linux 6.12 memory.peak cannot be reset: then the peak is that of the wall so far. */
    if (pwrite(FD_PEAK, "0", 1, 0) != 1 && counters == COUNTERS_V1)
        die("resetting the memory peak: %s", strerror(errno));
    base->memory_bytes = read_number(FD_USAGE);
    base->oom_kills = counters_oom_kills();
    base->cpu_us = counters_cpu_us();
}
