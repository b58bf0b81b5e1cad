#include <algorithm>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

struct Visitor {
    std::string name;
    int sessions = 0;
    int longest = 0;
    int first = 0;
    int last = 0;
    bool open = false;
};

// Seconds since midnight, or -1 when the line does not begin with "HH:MM:SS ".
int time_of(const std::string& line) {
    if (line.size() < 9 || line[2] != ':' || line[5] != ':' || line[8] != ' ') return -1;
    int parts[3];
    for (int i = 0; i < 3; ++i) {
        const char tens = line[3 * i], ones = line[3 * i + 1];
        if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return -1;
        parts[i] = (tens - '0') * 10 + (ones - '0');
    }
    if (parts[0] > 23 || parts[1] > 59 || parts[2] > 59) return -1;
    return parts[0] * 3600 + parts[1] * 60 + parts[2];
}

// Returns the lines to print: one for each visitor, then the skipped one.
std::vector<std::string> summarize(int gap, const std::vector<std::string>& lines) {
    std::unordered_map<std::string, std::size_t> places;
    std::vector<Visitor> visitors;
    int skipped = 0;
    for (const auto& line : lines) {
        const auto name_end = line.find(' ', 9);
        const int now = time_of(line);
        const bool valid = now >= 0 && name_end != std::string::npos && name_end > 9 && name_end + 1 < line.size() &&
                           line[name_end + 1] == '/' && line.find(' ', name_end + 1) == std::string::npos;
        if (!valid) {
            ++skipped;
            continue;
        }
        const auto name = line.substr(9, name_end - 9);
        const auto [place, is_new] = places.try_emplace(name, visitors.size());
        if (is_new) visitors.push_back({name});
        auto& visitor = visitors[place->second];
        if (!visitor.open || now - visitor.last > gap) {
            ++visitor.sessions;
            visitor.first = now;
        }
        visitor.last = now;
        visitor.longest = std::max(visitor.longest, now - visitor.first);
        visitor.open = line.substr(name_end + 1) != "/logout";
    }
    std::vector<std::string> report;
    for (const auto& v : visitors) {
        report.push_back(v.name + ' ' + std::to_string(v.sessions) + ' ' + std::to_string(v.longest));
    }
    report.push_back("skipped " + std::to_string(skipped));
    return report;
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
