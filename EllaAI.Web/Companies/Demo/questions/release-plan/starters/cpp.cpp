#include <iostream>
#include <string>
#include <vector>

struct Service {
    std::string name;
    long long minutes;
};

struct Dependency {
    std::string before;
    std::string after;
    long long soak;
};

// Returns the lines to print: the total, then one for each service.
std::vector<std::string> plan(const std::vector<Service>& services, const std::vector<Dependency>& dependencies) {
    // Your code here.
    return {};
}

int main() {
    std::ios::sync_with_stdio(false);
    int n, m;
    std::cin >> n >> m;
    std::vector<Service> services(n);
    for (auto& service : services) {
        std::cin >> service.name >> service.minutes;
    }
    std::vector<Dependency> dependencies(m);
    for (auto& dependency : dependencies) {
        std::cin >> dependency.before >> dependency.after >> dependency.soak;
    }
    for (const auto& line : plan(services, dependencies)) {
        std::cout << line << '\n';
    }
}
