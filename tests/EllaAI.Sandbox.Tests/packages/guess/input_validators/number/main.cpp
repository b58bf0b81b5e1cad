#include <iostream>
#include <string>

int main() {
    std::string line, more;
    std::getline(std::cin, line);
    const int n = std::stoi(line);
    return n >= 1 && n <= 1000 && std::to_string(n) == line && !std::getline(std::cin, more) ? 42 : 43;
}
