/* A run's two deadlines: one on the clock, one of the processor time of everybody inside. */
#include "wall.h"

/* Processor time can grow this many times faster than the clock; a guess that is too low only checks later. */
enum { CPUS_GUESS = 2, POLL_LEAST_MS = 2, POLL_MOST_MS = 250, BRIEF_MS = 4 };

static uint64_t started_us, base_cpu_us, next_check_us;
static uint32_t most_cpu_ms, most_wall_ms;

void clock_start(const struct run_command *limits, const struct counters *base)
{
    most_cpu_ms = limits->cpu_ms;
    most_wall_ms = limits->wall_ms;
    base_cpu_us = base->cpu_us;
    started_us = now_us();
    next_check_us = 0;
}

uint64_t clock_wall_us(void)
{
    return now_us() - started_us;
}

/* 0 where nobody counts. */
uint64_t clock_cpu_us(void)
{
    return counters_version() == COUNTERS_NONE ? 0 : counters_cpu_us() - base_cpu_us;
}

/* The deadline that has passed, or CAUSE_NONE and for how long none can pass. Looks at the counters only when one may have. */
uint32_t clock_check(int *wait_ms)
{
    uint64_t wall_us = clock_wall_us(), wall_ms = wall_us / 1000;
    counters_look();
    if (wall_us < next_check_us) {
        *wait_ms = (int)((next_check_us - wall_us + 999) / 1000);
        return CAUSE_NONE;
    }
    uint64_t cpu_ms = clock_cpu_us() / 1000;
    *wait_ms = POLL_MOST_MS;
    if (cpu_ms >= most_cpu_ms)
        return CAUSE_CPU;
    if (wall_ms >= most_wall_ms)
        return CAUSE_WALL;
    uint64_t wait = most_wall_ms - wall_ms;
    uint64_t cpu_wait = (most_cpu_ms - cpu_ms) / CPUS_GUESS;
    if (counters_version() != COUNTERS_NONE && cpu_wait < wait)
        wait = cpu_wait;
    *wait_ms = wait < POLL_LEAST_MS ? POLL_LEAST_MS : wait > POLL_MOST_MS ? POLL_MOST_MS : (int)wait;
    next_check_us = wall_us + (uint64_t)*wait_ms * 1000;
    return CAUSE_NONE;
}

/* So long nothing but the program's end need be looked at. */
uint32_t clock_brief_ms(void)
{
    return most_wall_ms < BRIEF_MS ? most_wall_ms : BRIEF_MS;
}
