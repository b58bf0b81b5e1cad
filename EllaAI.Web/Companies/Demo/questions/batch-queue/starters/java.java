import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

public class Main {
    record Job(long submit, int need, long patience, long duration) {}

    /** Returns the start of each job, or -1 for one that gave up. */
    static List<Long> schedule(int cores, List<Job> jobs) {
        // Your code here.
        return new ArrayList<>();
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        StringTokenizer header = new StringTokenizer(in.readLine());
        int cores = Integer.parseInt(header.nextToken());
        int n = Integer.parseInt(header.nextToken());
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            StringTokenizer row = new StringTokenizer(in.readLine());
            jobs.add(new Job(
                Long.parseLong(row.nextToken()),
                Integer.parseInt(row.nextToken()),
                Long.parseLong(row.nextToken()),
                Long.parseLong(row.nextToken())));
        }
        StringBuilder out = new StringBuilder();
        for (long start : schedule(cores, jobs)) {
            out.append(start).append('\n');
        }
        System.out.print(out);
    }
}
