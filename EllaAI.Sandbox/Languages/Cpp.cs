namespace EllaAI.Sandbox.Languages;

internal static class Cpp
{
    public static Language Language { get; } = new()
    {
        Id = "cpp",
        Name = "C++",
        MonacoId = "cpp",
        FileName = "main.cpp",
        Needs = ["/usr/bin/g++"],
        Version = new(["/usr/bin/g++", "-dumpfullversion"], @"(\S+)", "GCC"),
        Compile = new(["/usr/bin/g++", "-std=gnu++20", "-O2", "-fdiagnostics-color=never", "-o", "/work/program", "{sources}", "-pthread"]),
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
