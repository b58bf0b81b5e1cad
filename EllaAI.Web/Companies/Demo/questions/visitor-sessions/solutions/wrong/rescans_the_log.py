# expected: time-limit - reads the whole log again for every visitor
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
        self.open = path != "/logout"


def summarize(gap: int, lines: list[str]) -> list[str]:
    """Returns the lines to print: one for each visitor, then the skipped one."""
    matches = [VALID.fullmatch(line) for line in lines]
    skipped = matches.count(None)
    report = []
    seen: set[str] = set()
    for found in matches:
        if found is None or found[4] in seen:
            continue
        seen.add(found[4])
        visitor = Visitor()
        for match in matches:
            if match is not None and match[4] == found[4]:
                hours, minutes, seconds, _, path = match.groups()
                visitor.request(int(hours) * 3600 + int(minutes) * 60 + int(seconds), path, gap)
        report.append(f"{found[4]} {visitor.sessions} {visitor.longest}")
    return report + [f"skipped {skipped}"]


def main() -> None:
    # The log is read as it is: spaces and empty lines matter.
    text = sys.stdin.buffer.read().decode("utf-8")
    header, *lines = text.split("\n")
    n, gap = map(int, header.split())
    print("\n".join(summarize(gap, lines[:n])))


main()
