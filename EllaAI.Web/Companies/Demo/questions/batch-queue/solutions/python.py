import heapq
import sys
from typing import NamedTuple


class Job(NamedTuple):
    submit: int
    need: int
    patience: int
    duration: int


def schedule(cores: int, jobs: list[Job]) -> list[int]:
    """Returns the start of each job, or -1 for one that gave up."""
    starts = []
    running: list[tuple[int, int]] = []  # (end, cores), the next to end first
    free = cores
    now = 0  # when the job before left the head of the queue
    for job in jobs:
        now = max(now, job.submit)
        deadline = job.submit + job.patience
        if now > deadline:  # gave up behind others, holding up nobody
            starts.append(-1)
            continue
        while running and (running[0][0] <= now or (free < job.need and running[0][0] <= deadline)):
            end, released = heapq.heappop(running)
            now = max(now, end)
            free += released
        if free < job.need:
            now = deadline
            starts.append(-1)
            continue
        free -= job.need
        heapq.heappush(running, (now + job.duration, job.need))
        starts.append(now)
    return starts


def main() -> None:
    cores, n, *numbers = map(int, sys.stdin.read().split())
    jobs = [Job(*numbers[4 * i : 4 * i + 4]) for i in range(n)]
    print("\n".join(map(str, schedule(cores, jobs))))


main()
