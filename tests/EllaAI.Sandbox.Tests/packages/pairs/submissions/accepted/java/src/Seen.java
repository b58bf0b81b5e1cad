package src;

import java.util.*;

class Seen {
    private final Map<Long, Integer> places = new HashMap<>();

    String find(Scanner in, int n, long total) {
        for (int j = 1; j <= n; j++) {
            long number = in.nextLong();
            Integer i = places.get(total - number);
            if (i != null) return i + " " + j;
            places.put(number, j);
        }
        return "none";
    }
}
