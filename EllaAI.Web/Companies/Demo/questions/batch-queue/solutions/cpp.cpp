#include <algorithm>
#include <functional>
#include <iostream>
#include <queue>
#include <utility>
#include <vector>

struct Job {
    long long submit;
    int need;
    long long patience;
    long long duration;
};

// Returns the start of each job, or -1 for one that gave up.
std::vector<long long> schedule(int cores, const std::vector<Job>& jobs) {
    using Running = std::pair<long long, int>;  // end, cores
    std::priority_queue<Running, std::vector<Running>, std::greater<>> running;
    std::vector<long long> starts;
    int free = cores;
    long long now = 0;  // when the job before left the head of the queue
    for (const auto& job : jobs) {
        now = std::max(now, job.submit);
        const auto deadline = job.submit + job.patience;
        if (now > deadline) {  // gave up behind others, holding up nobody
            starts.push_back(-1);
            continue;
        }
        while (!running.empty() &&
               (running.top().first <= now || (free < job.need && running.top().first <= deadline))) {
            now = std::max(now, running.top().first);
            free += running.top().second;
            running.pop();
        }
        if (free < job.need) {
            now = deadline;
            starts.push_back(-1);
            continue;
        }
        free -= job.need;
        running.emplace(now + job.duration, job.need);
        starts.push_back(now);
    }
    return starts;
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
