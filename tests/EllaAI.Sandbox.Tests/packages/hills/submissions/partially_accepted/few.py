# Gives up on more than a hundred hills: 40 points, and 30 of 60.
n = int(input())
h = list(map(int, input().split()))
print(sum(max(0, b - a) for a, b in zip(h, h[1:])) if n <= 100 else -1)
