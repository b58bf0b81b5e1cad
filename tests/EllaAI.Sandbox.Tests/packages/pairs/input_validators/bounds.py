import sys

most = int(sys.argv[1]) if len(sys.argv) > 1 else 100
n, _ = map(int, sys.stdin.readline().split())
assert 1 <= n <= most
assert len(sys.stdin.readline().split()) == n
sys.exit(42)
