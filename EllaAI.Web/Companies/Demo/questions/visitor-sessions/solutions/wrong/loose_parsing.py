# expected: wrong-answer - takes any white space between fields and any numbers as a time
import sys


def summarize(gap: int, lines: list[str]) -> list[str]:
    """Returns the lines to print: one for each visitor, then the skipped one."""
    skipped = 0
    visits: dict[str, list[tuple[int, str]]] = {}
    for line in lines:
        try:
            time, name, path = line.split()
            hours, minutes, seconds = map(int, time.split(":"))
        except ValueError:
            skipped += 1
            continue
        if hours > 23 or minutes > 59 or seconds > 59 or not path.startswith("/"):
            skipped += 1
            continue
        visits.setdefault(name, []).append((hours * 3600 + minutes * 60 + seconds, path))
    report = []
    for name, requests in visits.items():
        sessions = longest = first = 0
        last = None
        for now, path in requests:
            if last is None or now - last > gap:
                sessions += 1
                first = now
            longest = max(longest, now - first)
            last = None if path == "/logout" else now
        report.append(f"{name} {sessions} {longest}")
    return report + [f"skipped {skipped}"]


def main() -> None:
    # The log is read as it is: spaces and empty lines matter.
    text = sys.stdin.buffer.read().decode("utf-8")
    header, *lines = text.split("\n")
    n, gap = map(int, header.split())
    print("\n".join(summarize(gap, lines[:n])))


main()
