// Takes one position twice.
#include <iostream>
#include <map>

int main() {
    long long n, total, number;
    std::cin >> n >> total;
    std::map<long long, long long> seen;
    for (long long i = 1; i <= n; i++) {
        std::cin >> number;
        seen[number] = i;
        if (seen.count(total - number)) {
            std::cout << i << ' ' << i << '\n';
            return 0;
        }
    }
    std::cout << "none\n";
}
