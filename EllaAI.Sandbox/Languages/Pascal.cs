namespace EllaAI.Sandbox.Languages;

internal static class Pascal
{
    public static Language Language { get; } = new()
    {
        Id = "pascal",
        Name = "Pascal",
        MonacoId = "pascal",
        FileName = "main.pas",
        Needs = ["/usr/bin/fpc"],
        Version = new(["/usr/bin/fpc", "-iV"], @"(\S+)", "Free Pascal"),
        // -v0ewl- would be silent: errors alone, without the compiler's name and progress.
        Compile = new(["/usr/bin/fpc", "-l-", "-v0e", "-Mobjfpc", "-Sh", "-O2", "-FE/work", "-o/work/program", "{file}"]),
        Run = new(["/work/program"]),
        OutOfMemory = ["Runtime error 203", "EOutOfMemory"],
        Starter = """
            program Solution;

            var
              line: string;

            begin
              ReadLn(line);
              { Write your solution here and print the answer. }
            end.

            """,
        Hello = """
            program Hello;

            var
              name: string;

            begin
              ReadLn(name);
              WriteLn('Hello, ', name, '!');
            end.

            """,
    };
}
