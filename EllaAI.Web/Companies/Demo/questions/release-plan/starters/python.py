import sys
from typing import NamedTuple


class Service(NamedTuple):
    name: str
    minutes: int


class Dependency(NamedTuple):
    before: str
    after: str
    soak: int


def plan(services: list[Service], dependencies: list[Dependency]) -> list[str]:
    """Returns the lines to print: the total, then one for each service."""
    # Your code here.
    return []


def main() -> None:
    n, m = map(int, sys.stdin.readline().split())
    rows = [line.split() for line in sys.stdin.read().splitlines()]
    services = [Service(name, int(minutes)) for name, minutes in rows[:n]]
    dependencies = [Dependency(before, after, int(soak)) for before, after, soak in rows[n : n + m]]
    print("\n".join(plan(services, dependencies)))


main()
