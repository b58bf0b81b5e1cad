package src;

import java.util.*;

public class Search {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int n = in.nextInt();
        System.out.println(new Seen().find(in, n, in.nextLong()));
    }
}
