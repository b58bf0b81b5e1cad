a, b = map(float, input().split())
print(round((a * a + b * b) ** 0.5, 2))
