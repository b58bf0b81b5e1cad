import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

public class Main {
    /** Returns the lines to print: one for each visitor, then the skipped one. */
    static List<String> summarize(int gap, List<String> lines) {
        // Your code here.
        return new ArrayList<>();
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
