// Any two factors will do, if neither is smaller than the flag says.
#include "answers.h"

int main(int argc, char **argv) {
    if (argc < 6 || std::string(argv[4]) != "--least") return 1;
    std::ifstream input(argv[1]), judge(argv[2]);
    const long long least = std::stoll(argv[5]);
    long long n = 0;
    if (!(input >> n)) return 1;
    const answer expected = read(judge), given = read(std::cin);
    std::string more;
    if (!given.valid || std::cin >> more) return WRONG;
    if (expected.prime || given.prime) return expected.prime == given.prime ? RIGHT : WRONG;
    return given.a >= least && given.b >= least && given.a <= n && given.b <= n && n % given.a == 0 && n / given.a == given.b ? RIGHT : WRONG;
}
