import sys

from reading import read

total, numbers = read()
sys.setrecursionlimit(20000)


def find(i):
    if i == len(numbers):
        return ["none"]
    for j in range(i):
        if numbers[i] + numbers[j] == total:
            return [j + 1, i + 1]
    return find(i + 1) if i < 500 else sys.exit(1)


print(*find(0))
