def add(a: int, b: int) -> int:
    # Your code here.
    return 0


def main() -> None:
    a, b = map(int, input().split())
    print(add(a, b))


main()
