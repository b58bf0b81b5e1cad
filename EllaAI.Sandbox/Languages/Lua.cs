namespace EllaAI.Sandbox.Languages;

internal static class Lua
{
    public static Language Language { get; } = new()
    {
        Id = "lua",
        Name = "Lua",
        MonacoId = "lua",
        FileName = "main.lua",
        Needs = ["/usr/bin/lua5.4"],
        Version = new(["/usr/bin/lua5.4", "-v"], @"Lua (\d+\.\d+\.\d+)", "Lua"),
        // Only a check; luac crashes on several files.
        Compile = new(["/usr/bin/lua5.4", "/app/lua/check.lua", "{sources}"]),
        Run = new(["/usr/bin/lua5.4", "{file}"]),
        TimeFactor = 2,
        OutOfMemory = ["not enough memory"],
        AppFiles = new Dictionary<string, string>
        {
            ["check.lua"] = """
                for _, name in ipairs(arg) do
                  local program, problem = loadfile(name, "t")
                  if not program then
                    io.stderr:write(problem, "\n")
                    os.exit(1)
                  end
                end
                """,
        },
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
