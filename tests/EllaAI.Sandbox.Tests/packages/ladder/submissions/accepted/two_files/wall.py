import math


def length(a, b):
    return math.hypot(a, b)
