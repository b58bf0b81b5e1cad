# expected: wrong-answer - blocks the circles but not what depends on them
import sys
from typing import NamedTuple


class Service(NamedTuple):
    name: str
    minutes: int


class Dependency(NamedTuple):
    before: str
    after: str
    soak: int


def reaches(name: str, dependents: dict[str, list[tuple[str, int]]]) -> bool:
    """Whether a service depends on itself."""
    seen: set[str] = set()
    stack = [name]
    while stack:
        for after, _ in dependents[stack.pop()]:
            if after == name:
                return True
            if after not in seen:
                seen.add(after)
                stack.append(after)
    return False


def plan(services: list[Service], dependencies: list[Dependency]) -> list[str]:
    """Returns the lines to print: the total, then one for each service."""
    minutes = dict(services)
    dependents: dict[str, list[tuple[str, int]]] = {name: [] for name in minutes}
    waiting = dict.fromkeys(minutes, 0)
    for before, after, soak in dependencies:
        dependents[before].append((after, soak))
        waiting[after] += 1

    # Forwards in topological order: whoever is never ready is blocked.
    start = dict.fromkeys(minutes, 0)
    order = [name for name in minutes if waiting[name] == 0]
    for name in order:
        end = start[name] + minutes[name]
        for after, soak in dependents[name]:
            start[after] = max(start[after], end + soak)
            waiting[after] -= 1
            if waiting[after] == 0:
                order.append(after)
    # What waits for a circle only loses the dependencies that can never be met.
    circle = {name for name in minutes if waiting[name] > 0 and reaches(name, dependents)}
    for name in circle:
        for after, _ in dependents[name]:
            waiting[after] -= 1
            if waiting[after] == 0 and after not in circle:
                order.append(after)
    total = max((start[name] + minutes[name] for name in order), default=0)

    # Backwards: the latest start that leaves the total as it is.
    latest: dict[str, int] = {}
    for name in reversed(order):
        ends = [latest[after] - soak for after, soak in dependents[name] if after in latest]
        latest[name] = min(ends, default=total) - minutes[name]

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
