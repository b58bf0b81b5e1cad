# expected: time-limit - adds up the cores of all earlier jobs at every step
import sys
from typing import NamedTuple


class Job(NamedTuple):
    submit: int
    need: int
    patience: int
    duration: int


class Run(NamedTuple):
    start: int
    end: int
    cores: int

    def covers(self, now: int) -> bool:
        return self.start <= now < self.end


def schedule(cores: int, jobs: list[Job]) -> list[int]:
    """Returns the start of each job, or -1 for one that gave up."""
    starts = []
    runs: list[Run] = []  # every job that ever started
    now = 0
    for job in jobs:
        now = max(now, job.submit)
        deadline = job.submit + job.patience
        start = -1
        while now <= deadline:
            if job.need + sum(run.cores for run in runs if run.covers(now)) <= cores:
                start = now
                runs.append(Run(now, now + job.duration, job.need))
                break
            following = min((run.end for run in runs if run.covers(now)), default=deadline + 1)
            if following > deadline:
                now = deadline
                break
            now = following
        starts.append(start)
    return starts


def main() -> None:
    cores, n, *numbers = map(int, sys.stdin.read().split())
    jobs = [Job(*numbers[4 * i : 4 * i + 4]) for i in range(n)]
    print("\n".join(map(str, schedule(cores, jobs))))


main()
