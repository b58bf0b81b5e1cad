namespace EllaAI.Sandbox.Languages;

internal static class Python
{
    public static Language Language { get; } = new()
    {
        Id = "python",
        Name = "Python",
        MonacoId = "python",
        FileName = "main.py",
        Needs = ["/usr/bin/python3"],
        Version = new(["/usr/bin/python3", "--version"], @"Python (\S+)", "Python"),
        // Only a check: a syntax error is a compile error here as in any other language, and no test is spent on it.
        Compile = new(["/usr/bin/python3", "-I", "-S", "-B", "/app/python/check.py", "{sources}"]),
        Run = new(["/usr/bin/python3", "-B", "{file}"]) { Environment = ["PYTHONIOENCODING=utf-8", "PYTHONHASHSEED=0"] },
        TimeFactor = 2,
        OutOfMemory = ["MemoryError"],
        AppFiles = new Dictionary<string, string>
        {
            ["check.py"] = """
                import sys

                for name in sys.argv[1:]:
                    try:
                        with open(name, "rb") as source:
                            compile(source.read(), name, "exec", dont_inherit=True)
                    except (SyntaxError, ValueError) as error:
                        import traceback  # only here: it takes as long as all the rest

                        traceback.print_exception(error, limit=0)
                        sys.exit(1)
                """,
        },
        Starter = """
            import sys


            def main() -> None:
                lines = sys.stdin.read().splitlines()
                # Write your solution here and print the answer.


            main()

            """,
        Hello = """
            print(f"Hello, {input()}!")

            """,
    };
}
