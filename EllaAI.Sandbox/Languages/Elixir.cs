namespace EllaAI.Sandbox.Languages;

internal static class Elixir
{
    public static Language Language { get; } = new()
    {
        Id = "elixir",
        Name = "Elixir",
        MonacoId = "elixir",
        FileName = "main.exs",
        Needs = ["/usr/bin/elixir"],
        Version = new(["/usr/bin/elixir", "--short-version"], @"(\d+\.\d+\.\d+)", "Elixir"),
        Run = new(["/usr/bin/elixir", "{file}"]) { Environment = ["ERL_FLAGS=+S 2:2 +SDio 1 +sbwt none"] },
        TimeFactor = 2,
        MemoryExtraMb = 96,
        ReservedMb = 4096,
        ProcessesExtra = 64,
        OutOfMemory = ["Cannot allocate"],
        Starter = """
            lines = IO.stream(:stdio, :line) |> Enum.map(&String.trim_trailing/1)
            # Write your solution here and print the answer.

            """,
        Hello = """
            name = IO.gets("") |> String.trim()
            IO.puts("Hello, #{name}!")

            """,
    };
}
