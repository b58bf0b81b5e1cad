import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

public class Main {
    record Service(String name, long minutes) {}

    record Dependency(String before, String after, long soak) {}

    /** Returns the lines to print: the total, then one for each service. */
    static List<String> plan(List<Service> services, List<Dependency> dependencies) {
        // Your code here.
        return new ArrayList<>();
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String[] header = in.readLine().split(" ");
        int n = Integer.parseInt(header[0]);
        int m = Integer.parseInt(header[1]);
        List<Service> services = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            String[] row = in.readLine().split(" ");
            services.add(new Service(row[0], Long.parseLong(row[1])));
        }
        List<Dependency> dependencies = new ArrayList<>();
        for (int i = 0; i < m; i++) {
            String[] row = in.readLine().split(" ");
            dependencies.add(new Dependency(row[0], row[1], Long.parseLong(row[2])));
        }
        StringBuilder out = new StringBuilder();
        for (String line : plan(services, dependencies)) {
            out.append(line).append('\n');
        }
        System.out.print(out);
    }
}
