import java.util.Scanner;

class Numbers {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        long n = Long.parseLong(in.nextLine());
        System.exit(n >= 2 && n <= 1000000000000L && !in.hasNextLine() ? 42 : 1);
    }
}
