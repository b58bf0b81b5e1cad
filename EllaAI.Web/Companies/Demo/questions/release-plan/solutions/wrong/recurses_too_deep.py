# expected: runtime-error - a long chain exhausts the call stack
import sys
from functools import cache
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
    minutes = dict(services)
    dependents: dict[str, list[tuple[str, int]]] = {name: [] for name in minutes}
    waiting = dict.fromkeys(minutes, 0)
    for before, after, soak in dependencies:
        dependents[before].append((after, soak))
        waiting[after] += 1

    # Topological order: whoever is never ready is blocked.
    order = [name for name in minutes if waiting[name] == 0]
    for name in order:
        for after, _ in dependents[name]:
            waiting[after] -= 1
            if waiting[after] == 0:
                order.append(after)
    planned = set(order)
    sources: dict[str, list[tuple[str, int]]] = {name: [] for name in minutes}
    for before, after, soak in dependencies:
        sources[after].append((before, soak))

    @cache
    def earliest(name: str) -> int:
        return max((earliest(before) + minutes[before] + soak for before, soak in sources[name]), default=0)

    start = {name: earliest(name) for name in order}
    total = max((start[name] + minutes[name] for name in order), default=0)

    # Backwards: the latest start that leaves the total as it is.
    @cache
    def latest_start(name: str) -> int:
        ends = [latest_start(after) - soak for after, soak in dependents[name] if after in planned]
        return min(ends, default=total) - minutes[name]

    latest = {name: latest_start(name) for name in order}

    lines = [f"total {total}"]
    for name in minutes:
        lines.append(f"{name} {start[name]} {latest[name] - start[name]}" if name in latest else f"{name} blocked")
    return lines


def main() -> None:
    n, m = map(int, sys.stdin.readline().split())
    rows = [line.split() for line in sys.stdin.read().splitlines()]
    services = [Service(name, int(minutes)) for name, minutes in rows[:n]]
    dependencies = [Dependency(before, after, int(soak)) for before, after, soak in rows[n : n + m]]
    print("\n".join(plan(services, dependencies)))


main()
