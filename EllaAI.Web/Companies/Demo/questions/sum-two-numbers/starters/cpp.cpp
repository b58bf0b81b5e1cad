#include <iostream>

long long add(long long a, long long b) {
    // Your code here.
    return 0;
}

int main() {
    long long a, b;
    std::cin >> a >> b;
    std::cout << add(a, b) << '\n';
}
