# expected: time-limit - looks at every second of the day
import sys
from collections import deque
from typing import NamedTuple


class Job(NamedTuple):
    submit: int
    need: int
    patience: int
    duration: int


def schedule(cores: int, jobs: list[Job]) -> list[int]:
    """Returns the start of each job, or -1 for one that gave up."""
    starts = [-1] * len(jobs)
    ends: dict[int, int] = {}
    queue: deque[int] = deque()
    free = cores
    now = upcoming = 0
    while upcoming < len(jobs) or queue:
        free += ends.pop(now, 0)
        while upcoming < len(jobs) and jobs[upcoming].submit == now:
            queue.append(upcoming)
            upcoming += 1
        while queue:
            head = jobs[queue[0]]
            if head.submit + head.patience < now:
                queue.popleft()
            elif head.need <= free:
                starts[queue.popleft()] = now
                free -= head.need
                ends[now + head.duration] = ends.get(now + head.duration, 0) + head.need
            elif head.submit + head.patience == now:
                queue.popleft()
            else:
                break
        now += 1
    return starts


def main() -> None:
    cores, n, *numbers = map(int, sys.stdin.read().split())
    jobs = [Job(*numbers[4 * i : 4 * i + 4]) for i in range(n)]
    print("\n".join(map(str, schedule(cores, jobs))))


main()
