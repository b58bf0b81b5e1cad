import sys
from typing import NamedTuple


class Job(NamedTuple):
    submit: int
    need: int
    patience: int
    duration: int


def schedule(cores: int, jobs: list[Job]) -> list[int]:
    """Returns the start of each job, or -1 for one that gave up."""
    # Your code here.
    return []


def main() -> None:
    cores, n, *numbers = map(int, sys.stdin.read().split())
    jobs = [Job(*numbers[4 * i : 4 * i + 4]) for i in range(n)]
    print("\n".join(map(str, schedule(cores, jobs))))


main()
