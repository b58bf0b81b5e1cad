#include <iostream>
#include <vector>

int main() {
    long long n;
    std::cin >> n;
    std::vector<char> seen;
    for (long long d = 2; d < n; d++) {
        if (n % d == 0) {
            std::cout << d << ' ' << n / d << '\n';
            return 0;
        }
        seen.at(static_cast<std::size_t>(d) / 1000);
    }
}
