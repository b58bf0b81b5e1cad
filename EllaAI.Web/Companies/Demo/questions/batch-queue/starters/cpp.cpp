#include <iostream>
#include <vector>

struct Job {
    long long submit;
    int need;
    long long patience;
    long long duration;
};

// Returns the start of each job, or -1 for one that gave up.
std::vector<long long> schedule(int cores, const std::vector<Job>& jobs) {
    // Your code here.
    return {};
}

int main() {
    std::ios::sync_with_stdio(false);
    int cores, n;
    std::cin >> cores >> n;
    std::vector<Job> jobs(n);
    for (auto& job : jobs) {
        std::cin >> job.submit >> job.need >> job.patience >> job.duration;
    }
    for (const auto start : schedule(cores, jobs)) {
        std::cout << start << '\n';
    }
}
