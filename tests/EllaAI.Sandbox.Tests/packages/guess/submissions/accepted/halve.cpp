#include <iostream>
#include <string>

int main() {
    int low = 1, high = 1000;
    for (std::string said; said != "correct";) {
        const int middle = (low + high) / 2;
        std::cout << middle << std::endl;
        std::cin >> said;
        if (said == "lower") high = middle - 1;
        if (said == "higher") low = middle + 1;
    }
}
