namespace EllaAI.Sandbox.Languages;

internal static class Php
{
    public static Language Language { get; } = new()
    {
        Id = "php",
        Name = "PHP",
        MonacoId = "php",
        FileName = "main.php",
        Needs = ["/usr/bin/php"],
        Version = new(["/usr/bin/php", "--version"], @"PHP (\d+\.\d+\.\d+)", "PHP"),
        Compile = new(["/usr/bin/php", "-l", "{file}"]) { Chatty = true },
        Run = new(["/usr/bin/php", "-d", "memory_limit={memory}M", "-d", "display_errors=stderr", "{file}"]),
        TimeFactor = 2,
        MemoryExtraMb = 32,
        OutOfMemory = ["Allowed memory size"],
        Starter = """
            <?php
            $lines = file('php://stdin', FILE_IGNORE_NEW_LINES);
            // Write your solution here and print the answer.

            """,
        Hello = """
            <?php
            echo "Hello, " . trim(fgets(STDIN)) . "!\n";

            """,
    };
}
