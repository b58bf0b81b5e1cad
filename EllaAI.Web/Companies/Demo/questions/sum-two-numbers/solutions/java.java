import java.util.Scanner;

public class Main {
    static long add(long a, long b) {
        return a + b;
    }

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        System.out.println(add(in.nextLong(), in.nextLong()));
    }
}
