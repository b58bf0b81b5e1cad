#include <iostream>

int main() {
    long long n;
    std::cin >> n;
    for (volatile long long d = 2; d < n; d = d + 1)
        if (n % d == 0) {
            std::cout << d << ' ' << n / d << '\n';
            return 0;
        }
    std::cout << "prime\n";
}
