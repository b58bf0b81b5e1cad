namespace EllaAI.Sandbox.Languages;

internal static class Prolog
{
    public static Language Language { get; } = new()
    {
        Id = "prolog",
        Name = "Prolog",
        MonacoId = "prolog",
        FileName = "main.pl",
        Needs = ["/usr/bin/swipl"],
        Version = new(["/usr/bin/swipl", "--version"], @"version (\S+)", "SWI-Prolog"),
        Run = new(["/usr/bin/swipl", "-q", "--no-tty", "--no-packs", "--on-error=halt", "--stack-limit={memory}m", "-g", "main", "-t", "halt", "{file}"]),
        TimeFactor = 2,
        MemoryExtraMb = 32,
        ProcessesExtra = 8,
        OutOfMemory = ["Stack limit"],
        Starter = """
            :- use_module(library(readutil)).

            % Write your solution here and print the answer with format.
            main :-
                read_string(user_input, _, _Input).

            """,
        Hello = """
            :- use_module(library(readutil)).

            main :-
                read_line_to_string(user_input, Name),
                format("Hello, ~s!~n", [Name]).

            """,
    };
}
