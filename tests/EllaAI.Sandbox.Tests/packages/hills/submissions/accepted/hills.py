input()
h = list(map(int, input().split()))
print(sum(max(0, b - a) for a, b in zip(h, h[1:])))
