#include <cmath>
#include <cstdio>

int main() {
    double a, b;
    if (std::scanf("%lf %lf", &a, &b) == 2) std::printf("%.9e\n", std::hypot(a, b));
}
