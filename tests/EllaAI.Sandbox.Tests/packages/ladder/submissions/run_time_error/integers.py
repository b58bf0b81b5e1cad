# The second test has no integers.
a, b = map(int, input().split())
print((a * a + b * b) ** 0.5)
