import sys

n = int(sys.stdin.readline())
heights = [int(h) for h in sys.stdin.readline().split(" ")]
assert 1 <= n <= 3000 and len(heights) == n and all(0 <= h <= 10**9 for h in heights)
assert sys.stdin.read() == ""
sys.exit(42)
