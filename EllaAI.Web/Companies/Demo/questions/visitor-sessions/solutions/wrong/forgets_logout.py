# expected: wrong-answer - a logout does not end the session
import re
import sys

VALID = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]) ([^ ]+) (/[^ ]*)")


class Visitor:
    def __init__(self) -> None:
        self.sessions = 0
        self.longest = 0
        self.first = 0
        self.last = 0
        self.open = False

    def request(self, now: int, path: str, gap: int) -> None:
        if not self.open or now - self.last > gap:
            self.sessions += 1
            self.first = now
        self.last = now
        self.longest = max(self.longest, now - self.first)
        self.open = True


def summarize(gap: int, lines: list[str]) -> list[str]:
    """Returns the lines to print: one for each visitor, then the skipped one."""
    skipped = 0
    visitors: dict[str, Visitor] = {}
    for line in lines:
        match = VALID.fullmatch(line)
        if match is None:
            skipped += 1
            continue
        hours, minutes, seconds, name, path = match.groups()
        now = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
        visitors.setdefault(name, Visitor()).request(now, path, gap)
    report = [f"{name} {v.sessions} {v.longest}" for name, v in visitors.items()]
    return report + [f"skipped {skipped}"]


def main() -> None:
    # The log is read as it is: spaces and empty lines matter.
    text = sys.stdin.buffer.read().decode("utf-8")
    header, *lines = text.split("\n")
    n, gap = map(int, header.split())
    print("\n".join(summarize(gap, lines[:n])))


main()
