import java.util.Scanner;

public class LargeFirst {
    static class Pair {
        long a, b;
    }

    public static void main(String[] args) {
        long n = new Scanner(System.in).nextLong();
        Pair pair = new Pair();
        for (long d = 2; d * d <= n && pair.a == 0; d++)
            if (n % d == 0) {
                pair.a = n / d;
                pair.b = d;
            }
        System.out.println(pair.a == 0 ? "prime" : pair.a + " " + pair.b);
    }
}
