def read():
    n, total = map(int, input().split())
    return total, list(map(int, input().split()))
