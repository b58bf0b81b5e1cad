namespace EllaAI.Sandbox.Languages;

internal static class C
{
    public static Language Language { get; } = new()
    {
        Id = "c",
        Name = "C",
        MonacoId = "c",
        FileName = "main.c",
        Needs = ["/usr/bin/gcc"],
        Version = new(["/usr/bin/gcc", "-dumpfullversion"], @"(\S+)", "GCC"),
        Compile = new(["/usr/bin/gcc", "-std=gnu17", "-O2", "-fdiagnostics-color=never", "-I.", .. GnuLinker.Options, "-o", "/work/program", "{sources}", "-lm", "-pthread"]),
        Run = new(["/work/program"]),
        Starter = """
            #include <stdio.h>

            int main(void) {
                /* Read from standard input, write your solution here and print the answer. */
                return 0;
            }

            """,
        Hello = """
            #include <stdio.h>

            int main(void) {
                char name[64];
                if (scanf("%63s", name) != 1) return 1;
                printf("Hello, %s!\n", name);
                return 0;
            }

            """,
    };
}
