namespace EllaAI.Sandbox.Languages;

/// <summary>
/// SQLite. Standard input is SQL too: it fills an empty database in memory, on which the candidate's script then runs. So one
/// question has many tests, each with data of its own.
/// </summary>
internal static class Sql
{
    public static Language Language { get; } = new()
    {
        Id = "sql",
        Name = "SQL (SQLite)",
        MonacoId = "sql",
        FileName = "main.sql",
        Needs = ["/usr/bin/sqlite3"],
        Version = new(["/usr/bin/sqlite3", "--version"], @"(\d+\.\d+\.\d+)", "SQLite"),
        Run = new(["/usr/bin/sqlite3", "-batch", "-bail", "-list", "-noheader", ":memory:", ".read '|cat'", ".read {file}"]),
        OutOfMemory = ["out of memory"],
        Starter = """
            -- The tables are there. Write your query here; each row is printed as one line, with | between columns.
            SELECT 1;

            """,
        Hello = """
            SELECT 'Hello, ' || name || '!' FROM person;

            """,
        HelloInput = """
            CREATE TABLE person (name TEXT);
            INSERT INTO person VALUES ('Grace');

            """,
    };
}
