namespace EllaAI.Sandbox.Languages;

internal static class Ada
{
    public static Language Language { get; } = new()
    {
        Id = "ada",
        Name = "Ada",
        MonacoId = "ada",
        FileName = "main.adb",
        Needs = ["/usr/bin/gnatmake"],
        Version = new(["/usr/bin/gnatmake", "--version"], @"GNATMAKE (\S+)", "GNAT"),
        Compile = new(["/usr/bin/gnatmake", "-q", "-O2", "-gnat2012", "{file}", "-o", "/work/program"]),
        Run = new(["/work/program"]),
        OutOfMemory = ["STORAGE_ERROR"],
        Starter = """
            with Ada.Text_IO; use Ada.Text_IO;

            procedure Main is
            begin
               while not End_Of_File loop
                  declare
                     Line : constant String := Get_Line;
                  begin
                     --  Write your solution here and print the answer.
                     null;
                  end;
               end loop;
            end Main;

            """,
        Hello = """
            with Ada.Text_IO; use Ada.Text_IO;

            procedure Main is
            begin
               Put_Line ("Hello, " & Get_Line & "!");
            end Main;

            """,
    };
}
