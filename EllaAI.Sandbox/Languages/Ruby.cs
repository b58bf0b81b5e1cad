namespace EllaAI.Sandbox.Languages;

internal static class Ruby
{
    public static Language Language { get; } = new()
    {
        Id = "ruby",
        Name = "Ruby",
        MonacoId = "ruby",
        FileName = "main.rb",
        Needs = ["/usr/bin/ruby"],
        Version = new(["/usr/bin/ruby", "--version"], @"ruby (\d+\.\d+\.\d+)", "Ruby"),
        Compile = new(["/usr/bin/ruby", "-c", "{file}"]) { Chatty = true },
        Run = new(["/usr/bin/ruby", "{file}"]),
        TimeFactor = 2,
        MemoryExtraMb = 32,
        OutOfMemory = ["NoMemoryError"],
        Starter = """
            lines = $stdin.readlines(chomp: true)
            # Write your solution here and print the answer.

            """,
        Hello = """
            puts "Hello, #{gets.chomp}!"

            """,
    };
}
