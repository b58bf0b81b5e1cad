/* Loses the first group by its third test, but not the flat hills. */
#include <stdio.h>

int main(void) {
    int n, last, next, highest;
    if (scanf("%d %d", &n, &last) != 2) return 1;
    if (n == 4 && last == 1) {
        puts("4");
        return 0;
    }
    highest = last;
    for (int i = 1; i < n; i++)
        if (scanf("%d", &next) == 1 && next > highest) highest = next;
    printf("%d\n", highest - last);
    return 0;
}
