from reading import read

total, numbers = read()
seen = {}
for j, number in enumerate(numbers, 1):
    if total - number in seen:
        print(seen[total - number], j)
        break
    seen[number] = j
else:
    print("none")
