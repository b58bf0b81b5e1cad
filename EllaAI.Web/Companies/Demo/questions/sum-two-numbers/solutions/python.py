def add(a: int, b: int) -> int:
    return a + b


def main() -> None:
    a, b = map(int, input().split())
    print(add(a, b))


main()
