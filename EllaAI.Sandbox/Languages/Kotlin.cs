namespace EllaAI.Sandbox.Languages;

/// <summary>The compiler as a plain Java program: its own script only looks for it.</summary>
internal static class Kotlin
{
    private const string Home = "/usr/share/kotlin/kotlinc", Library = Home + "/lib/kotlin-stdlib.jar";

    private static readonly string[] Compiler =
    [
        "/usr/bin/java", .. JavaVirtualMachine.Compiler, "-cp", Home + "/lib/*", "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "-kotlin-home", Home, "-nowarn", "-d", "/work/out",
    ];

    public static Language Language { get; } = new()
    {
        Id = "kotlin",
        Name = "Kotlin",
        MonacoId = "kotlin",
        FileName = "main.kt",
        Needs = ["/usr/bin/readlink", "/usr/bin/java", Library],
        // The compiler takes a second to say its version; the name of its file says it too.
        Version = new(["/usr/bin/readlink", "-f", Home + "/lib/kotlin-compiler.jar"], @"-(\d+\.\d+\.\d+)\.jar", "Kotlin"),
        Compile = JavaVirtualMachine.Compile("kotlin", [.. Compiler, "{sources}"]),
        Preparation = JavaVirtualMachine.Prepare([.. Compiler, "main.kt"], "main.kt", """
            class Shape(val name: String, val sides: Int?)

            fun main() {
                val words = generateSequence(::readLine).flatMap { it.split(" ").asSequence() }.toList()
                val counts = words.groupingBy { it }.eachCount().toSortedMap()
                for ((word, count) in counts) println("$word $count ${Shape(word, count).sides?.let { it * 2 } ?: 0}")
            }
            """),
        Run = new(["/usr/bin/java", .. JavaVirtualMachine.Program, "-cp", "/work/out:" + Library, "{class}"]),
        EntryClass = new(Suffix: "Kt"),
        TimeFactor = 1.5,
        MemoryExtraMb = 192,
        ReservedMb = 4096,
        ProcessesExtra = 48,
        OutOfMemory = ["java.lang.OutOfMemoryError"],
        Starter = """
            fun main() {
                val lines = generateSequence(::readLine).toList()
                // Write your solution here and print the answer.
            }

            """,
        Hello = """
            fun main() {
                println("Hello, ${readLine()}!")
            }

            """,
    };
}
