import sys


def summarize(gap: int, lines: list[str]) -> list[str]:
    """Returns the lines to print: one for each visitor, then the skipped one."""
    # Your code here.
    return []


def main() -> None:
    # The log is read as it is: spaces and empty lines matter.
    text = sys.stdin.buffer.read().decode("utf-8")
    header, *lines = text.split("\n")
    n, gap = map(int, header.split())
    print("\n".join(summarize(gap, lines[:n])))


main()
