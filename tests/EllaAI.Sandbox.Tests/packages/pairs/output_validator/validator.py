import sys

with open(sys.argv[1]) as file:
    (n, total), numbers = (list(map(int, line.split())) for line in file)
with open(sys.argv[2]) as file:
    expected = file.read().split()
said = sys.stdin.read().split()
if said == ["none"]:
    sys.exit(42 if expected == ["none"] else 43)
if len(said) != 2 or not all(word.isdigit() for word in said):
    sys.exit(43)
i, j = map(int, said)
sys.exit(42 if i != j and 1 <= min(i, j) and max(i, j) <= n and numbers[i - 1] + numbers[j - 1] == total else 43)
