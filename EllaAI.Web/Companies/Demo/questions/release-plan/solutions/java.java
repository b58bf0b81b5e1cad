import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public class Main {
    record Service(String name, long minutes) {}

    record Dependency(String before, String after, long soak) {}

    record Edge(Node to, long soak) {}

    static final class Node {
        final Service service;
        final List<Edge> dependents = new ArrayList<>();
        int waiting;
        long start;
        long latest;
        boolean planned;

        Node(Service service) {
            this.service = service;
        }
    }

    /** Returns the lines to print: the total, then one for each service. */
    static List<String> plan(List<Service> services, List<Dependency> dependencies) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (Service service : services) {
            nodes.put(service.name(), new Node(service));
        }
        for (Dependency dependency : dependencies) {
            Node after = nodes.get(dependency.after());
            nodes.get(dependency.before()).dependents.add(new Edge(after, dependency.soak()));
            after.waiting++;
        }

        // Forwards in topological order: whoever is never ready is blocked.
        List<Node> order = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (node.waiting == 0) {
                order.add(node);
            }
        }
        long total = 0;
        for (int i = 0; i < order.size(); i++) {
            Node current = order.get(i);
            current.planned = true;
            long end = current.start + current.service.minutes();
            total = Math.max(total, end);
            for (Edge edge : current.dependents) {
                edge.to().start = Math.max(edge.to().start, end + edge.soak());
                if (--edge.to().waiting == 0) {
                    order.add(edge.to());
                }
            }
        }

        // Backwards: the latest start that leaves the total as it is.
        for (int i = order.size() - 1; i >= 0; i--) {
            Node current = order.get(i);
            long end = total;
            for (Edge edge : current.dependents) {
                if (edge.to().planned) {
                    end = Math.min(end, edge.to().latest - edge.soak());
                }
            }
            current.latest = end - current.service.minutes();
        }

        List<String> lines = new ArrayList<>();
        lines.add("total " + total);
        for (Node node : nodes.values()) {
            String rest = node.planned ? node.start + " " + (node.latest - node.start) : "blocked";
            lines.add(node.service.name() + " " + rest);
        }
        return lines;
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
