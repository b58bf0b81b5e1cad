import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Main {
    private static final Pattern VALID =
        Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]) ([^ ]+) (/[^ ]*)");

    private static final class Visitor {
        int sessions;
        int longest;
        int first;
        int last;
        boolean open;

        void request(int now, String path, int gap) {
            if (!open || now - last > gap) {
                sessions++;
                first = now;
            }
            last = now;
            longest = Math.max(longest, now - first);
            open = !path.equals("/logout");
        }
    }

    /** Returns the lines to print: one for each visitor, then the skipped one. */
    static List<String> summarize(int gap, List<String> lines) {
        Map<String, Visitor> visitors = new LinkedHashMap<>();
        int skipped = 0;
        for (String line : lines) {
            Matcher match = VALID.matcher(line);
            if (!match.matches()) {
                skipped++;
                continue;
            }
            int now = Integer.parseInt(match.group(1)) * 3600
                + Integer.parseInt(match.group(2)) * 60
                + Integer.parseInt(match.group(3));
            visitors.computeIfAbsent(match.group(4), name -> new Visitor()).request(now, match.group(5), gap);
        }
        List<String> report = new ArrayList<>();
        visitors.forEach((name, v) -> report.add(name + " " + v.sessions + " " + v.longest));
        report.add("skipped " + skipped);
        return report;
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String[] header = in.readLine().split(" ");
        int n = Integer.parseInt(header[0]);
        int gap = Integer.parseInt(header[1]);
        // The log is read as it is: spaces and empty lines matter.
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            lines.add(in.readLine());
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        summarize(gap, lines).forEach(out::println);
        out.flush();
    }
}
