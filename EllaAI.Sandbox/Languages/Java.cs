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
        // A short-lived compiler gains nothing from the second compiler tier; UsePerfData writes to /tmp.
        Compile = new(["/usr/bin/javac", "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-Xmx384m", "-J-XX:-UsePerfData", "-J-Xshare:auto",
            "-proc:none", "-encoding", "UTF-8", "-d", "/work/out", "{sources}"]),
        Run = new(["/usr/bin/java", "-Xmx{memory}m", "-Xss64m", "-XX:-UsePerfData", "-XX:+UseParallelGC", "-XX:ParallelGCThreads=2", "-Xshare:auto",
            "-Dfile.encoding=UTF-8", "-cp", "/work/out", "{class}"]),
        EntryClass = new(),
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
}
