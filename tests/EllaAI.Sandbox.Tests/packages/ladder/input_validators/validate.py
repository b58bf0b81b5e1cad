import re
import sys

line = sys.stdin.readline()
assert re.fullmatch(r"\d+(\.\d+)? \d+(\.\d+)?\n", line)
assert all(0 < float(side) <= 100000 for side in line.split())
assert sys.stdin.readline() == ""
sys.exit(42)
