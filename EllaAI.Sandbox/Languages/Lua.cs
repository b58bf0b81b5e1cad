namespace EllaAI.Sandbox.Languages;

internal static class Lua
{
    public static Language Language { get; } = new()
    {
        Id = "lua",
        Name = "Lua",
        MonacoId = "lua",
        FileName = "main.lua",
        Needs = ["/usr/bin/lua5.4", "/usr/bin/luac5.4"],
        Version = new(["/usr/bin/lua5.4", "-v"], @"Lua (\d+\.\d+\.\d+)", "Lua"),
        Compile = new(["/usr/bin/luac5.4", "-p", "{sources}"]),
        Run = new(["/usr/bin/lua5.4", "{file}"]),
        TimeFactor = 2,
        OutOfMemory = ["not enough memory"],
        Starter = """
            local lines = {}
            for line in io.lines() do lines[#lines + 1] = line end
            -- Write your solution here and print the answer.

            """,
        Hello = """
            print("Hello, " .. io.read() .. "!")

            """,
    };
}
