from wall import length

a, b = map(float, input().split())
print(length(a, b))
