#include "answers.h"

answer read(std::istream &in) {
    std::string first;
    long long b = 0;
    if (!(in >> first)) return {false, false, 0, 0};
    if (first == "prime") return {true, true, 0, 0};
    if (first.find_first_not_of("0123456789") != std::string::npos || first.size() > 12 || !(in >> b)) return {false, false, 0, 0};
    return {true, false, std::stoll(first), b};
}
