#pragma once
#include <fstream>
#include <iostream>
#include <string>

constexpr int RIGHT = 42, WRONG = 43;

struct answer {
    bool valid, prime;
    long long a, b;
};

answer read(std::istream &in);
