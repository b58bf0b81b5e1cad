#include <algorithm>
#include <iostream>
#include <string>
#include <unordered_map>
#include <utility>
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
    const auto n = services.size();
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < n; ++i) {
        places[services[i].name] = i;
    }
    std::vector<std::vector<std::pair<std::size_t, long long>>> dependents(n);
    std::vector<int> waiting(n);
    for (const auto& dependency : dependencies) {
        const auto after = places.at(dependency.after);
        dependents[places.at(dependency.before)].emplace_back(after, dependency.soak);
        ++waiting[after];
    }

    // Forwards in topological order: whoever is never ready is blocked.
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < n; ++i) {
        if (waiting[i] == 0) order.push_back(i);
    }
    std::vector<long long> start(n), latest(n);
    std::vector<bool> planned(n);
    long long total = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto current = order[i];
        planned[current] = true;
        const auto end = start[current] + services[current].minutes;
        total = std::max(total, end);
        for (const auto& [after, soak] : dependents[current]) {
            start[after] = std::max(start[after], end + soak);
            if (--waiting[after] == 0) order.push_back(after);
        }
    }

    // Backwards: the latest start that leaves the total as it is.
    for (auto current = order.rbegin(); current != order.rend(); ++current) {
        auto end = total;
        for (const auto& [after, soak] : dependents[*current]) {
            if (planned[after]) end = std::min(end, latest[after] - soak);
        }
        latest[*current] = end - services[*current].minutes;
    }

    std::vector<std::string> lines = {"total " + std::to_string(total)};
    for (std::size_t i = 0; i < n; ++i) {
        const auto slack = std::to_string(latest[i] - start[i]);
        lines.push_back(services[i].name + (planned[i] ? ' ' + std::to_string(start[i]) + ' ' + slack : " blocked"));
    }
    return lines;
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
