import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.StringTokenizer;

public class Main {
    record Job(long submit, int need, long patience, long duration) {}

    record Running(long end, int need) {}

    /** Returns the start of each job, or -1 for one that gave up. */
    static List<Long> schedule(int cores, List<Job> jobs) {
        PriorityQueue<Running> running = new PriorityQueue<>(Comparator.comparingLong(Running::end));
        List<Long> starts = new ArrayList<>();
        int free = cores;
        long now = 0; // when the job before left the head of the queue
        for (Job job : jobs) {
            now = Math.max(now, job.submit());
            long deadline = job.submit() + job.patience();
            if (now > deadline) {
                starts.add(-1L); // gave up behind others, holding up nobody
                continue;
            }
            while (!running.isEmpty() && (running.peek().end() <= now
                || (free < job.need() && running.peek().end() <= deadline))) {
                Running ended = running.poll();
                now = Math.max(now, ended.end());
                free += ended.need();
            }
            if (free < job.need()) {
                now = deadline;
                starts.add(-1L);
                continue;
            }
            free -= job.need();
            running.add(new Running(now + job.duration(), job.need()));
            starts.add(now);
        }
        return starts;
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
