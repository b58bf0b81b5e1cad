using EllaAI.Sandbox.Compilers;

namespace EllaAI.Sandbox.Languages;

internal static class Java
{
    public static Language Language { get; } = new()
    {
        Id = "java",
        Name = "Java",
        MonacoId = "java",
        FileName = "Main.java",
        Needs = ["/usr/bin/java", "/usr/bin/javac"],
        Version = new(["/usr/bin/java", "-version"], "version \"([^\"]+)\"", "Java"),
        // A short-lived compiler gains nothing from the second compiler tier; UsePerfData writes to /tmp. More stack than the warm one has.
        Compile = new(["/usr/bin/javac", "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-Xmx384m", "-J-Xss16m", "-J-XX:-UsePerfData", "-J-Xshare:auto",
            "-proc:none", "-encoding", "UTF-8", "-d", "/work/out", "{sources}"]),
        Run = new(["/usr/bin/java", "-Xmx{memory}m", "-Xss64m", "-XX:-UsePerfData", "-XX:+UseParallelGC", "-XX:ParallelGCThreads=2", "-Xshare:auto",
            "-Dfile.encoding=UTF-8", "-cp", "/work/out", "{class}"]),
        EntryClass = new(),
        Warm = new(
            new(["/usr/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Xss1m", "-XX:-UsePerfData", "-Xshare:auto", "/app/java/WarmJavac.java"]),
            ["WarmJavac.java"], Sample),
        TimeFactor = 1.5,
        MemoryExtraMb = 192,
        ReservedMb = 4096,
        ProcessesExtra = 48,
        OutOfMemory = ["java.lang.OutOfMemoryError"],
        Starter = """
            import java.io.*;
            import java.util.*;

            public class Main {
                public static void main(String[] args) throws IOException {
                    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
                    String line = in.readLine();
                    // Write your solution here and print the answer.
                }
            }

            """,
        Hello = """
            import java.util.Scanner;

            public class Main {
                public static void main(String[] args) {
                    System.out.println("Hello, " + new Scanner(System.in).nextLine() + "!");
                }
            }

            """,
    };

    private const string Sample = """
        import java.io.*;
        import java.util.*;
        import java.util.function.*;
        import java.util.stream.*;

        public class Main {
            enum Color { RED, GREEN; Color next() { return values()[(ordinal() + 1) % values().length]; } }

            record Edge(int to, long cost) implements Comparable<Edge> {
                public int compareTo(Edge other) { return Long.compare(cost, other.cost); }
            }

            interface Shape<T extends Comparable<T>> { T area(); default boolean larger(Shape<T> other) { return area().compareTo(other.area()) > 0; } }

            static class Box<T extends Comparable<T>> implements Shape<T> {
                private final T area;
                Box(T area) { this.area = area; }
                @Override public T area() { return area; }
            }

            private static final Map<String, List<Edge>> graph = new HashMap<>();

            static long gcd(long a, long b) { return b == 0 ? a : gcd(b, a % b); }

            public static void main(String[] args) throws IOException {
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
                StringTokenizer words = new StringTokenizer(Optional.ofNullable(in.readLine()).orElse("b a"));
                Map<String, Integer> counts = new TreeMap<>(Comparator.reverseOrder());
                while (words.hasMoreTokens()) counts.merge(words.nextToken(), 1, Integer::sum);
                int[][] grid = new int[3][4];
                for (int i = 0; i < grid.length; i++) for (int j = 0; j < grid[i].length; j++) grid[i][j] = i * j % 7;
                PriorityQueue<Edge> queue = new PriorityQueue<>(List.of(new Edge(1, 2L), new Edge(2, 1L)));
                StringBuilder out = new StringBuilder();
                for (Edge edge; (edge = queue.poll()) != null; ) {
                    graph.computeIfAbsent("" + edge.to(), k -> new ArrayList<>()).add(edge);
                    switch (edge.to()) { case 1: out.append("one"); break; default: out.append(Color.RED.next()); }
                }
                String best = counts.entrySet().stream().filter(e -> e.getValue() > 0).map(e -> e.getKey() + ": " + e.getValue()).collect(Collectors.joining(", "));
                Function<Long, Object> box = n -> new Box<>(n);
                if (box.apply(gcd(12, 18)) instanceof Box<?> known) out.append(known.area());
                var total = Arrays.stream(grid).flatMapToInt(IntStream::of).asLongStream().sum();
                try (StringWriter text = new StringWriter()) {
                    text.write(String.format("%d %s%n", total, best));
                    System.out.print(out.append(text));
                } catch (IllegalStateException | UncheckedIOException e) {
                    throw new RuntimeException(e);
                }
            }
        }
        """;
}
