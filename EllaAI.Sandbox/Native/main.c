/* One static program with three lives: launch (outside), janitor (outside) and init (process 1 inside). */
#include "wall.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void die(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("ella-wall: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

uint64_t now_us(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        die("clock_gettime failed");
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "launch") == 0)
        return launch(argc - 2, argv + 2);
    if (argc > 1 && strcmp(argv[1], "janitor") == 0)
        return janitor(argc - 2, argv + 2);
    if (argc > 1 && strcmp(argv[1], "init") == 0)
        return init(argc - 2, argv + 2);
    die("usage: ella-wall launch|janitor|init ...");
}
