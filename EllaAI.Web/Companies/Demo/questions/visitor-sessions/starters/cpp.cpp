#include <iostream>
#include <string>
#include <vector>

// Returns the lines to print: one for each visitor, then the skipped one.
std::vector<std::string> summarize(int gap, const std::vector<std::string>& lines) {
    // Your code here.
    return {};
}

int main() {
    int n, gap;
    std::cin >> n >> gap;
    std::string rest;
    std::getline(std::cin, rest);
    // The log is read as it is: spaces and empty lines matter.
    std::vector<std::string> lines(n);
    for (auto& line : lines) {
        std::getline(std::cin, line);
    }
    for (const auto& line : summarize(gap, lines)) {
        std::cout << line << '\n';
    }
}
