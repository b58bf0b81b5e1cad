namespace EllaAI.Sandbox.Languages;

internal static class Cpp
{
    // A precompiled header is taken only with the options that it was made with.
    private static readonly string[] Options = ["-std=gnu++20", "-O2", "-fdiagnostics-color=never", "-pthread"];

    public static Language Language { get; } = new()
    {
        Id = "cpp",
        Name = "C++",
        MonacoId = "cpp",
        FileName = "main.cpp",
        Needs = ["/usr/bin/g++"],
        Version = new(["/usr/bin/g++", "-dumpfullversion"], @"(\S+)", "GCC"),
        Compile = new(["/usr/bin/g++", .. Options, "-I/app/cpp/prepared", "-I.", .. GnuLinker.Options, "-o", "/work/program", "{sources}"]),
        // The compiler looks for it by itself where an include finds bits/stdc++.h first.
        Preparation = new("bits/stdc++.h.gch", new(["/usr/bin/g++", .. Options, "-x", "c++-header", "-o", "/work/prepared", "bits/stdc++.h"]))
        {
            Sources = new Dictionary<string, string> { ["bits/stdc++.h"] = "#include <bits/stdc++.h>\n" },
            Watches = ["/usr/include/stdio.h"],
        },
        Run = new(["/work/program"]),
        Starter = """
            #include <iostream>
            #include <string>
            #include <vector>

            int main() {
                std::ios::sync_with_stdio(false);
                std::string line;
                std::getline(std::cin, line);
                // Write your solution here and print the answer.
            }

            """,
        Hello = """
            #include <iostream>
            #include <string>

            int main() {
                std::string name;
                std::cin >> name;
                std::cout << "Hello, " << name << "!\n";
            }

            """,
    };
}
