# Thinks of a number from 1 to 1000 and answers guesses with lower, higher or correct.
import sys

with open(sys.argv[1]) as file:
    secret = int(file.read())
for turn in range(10):
    line = sys.stdin.readline().strip()
    if not line.isdigit() or not 1 <= int(line) <= 1000:
        sys.exit(43)
    guess = int(line)
    print("correct" if guess == secret else "lower" if secret < guess else "higher", flush=True)
    if guess == secret:
        sys.exit(42)
sys.exit(43)
