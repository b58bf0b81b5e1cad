a, b = map(float, input().split())
print((a * a + b * b) ** 0.5)
