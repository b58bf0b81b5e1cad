namespace EllaAI.Sandbox.Languages;

internal static class Bash
{
    public static Language Language { get; } = new()
    {
        Id = "bash",
        Name = "Bash",
        MonacoId = "shell",
        FileName = "main.sh",
        Needs = ["/usr/bin/bash"],
        Version = new(["/usr/bin/bash", "--version"], @"version (\d+\.\d+\.\d+)", "Bash"),
        Compile = new(["/usr/bin/bash", "-n", "{file}"]),
        Run = new(["/usr/bin/bash", "{file}"]),
        TimeFactor = 2,
        Starter = """
            # Write your solution here and print the answer.
            read -r line

            """,
        Hello = """
            read -r name
            echo "Hello, $name!"

            """,
    };
}
