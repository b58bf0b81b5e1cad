using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests.Attacks;

/// <summary>Attacks on the compiler, which runs behind the same wall with limits of its own, and before any test.</summary>
public sealed class CompileAttacks(SandboxFixture sandbox) : Attack(sandbox)
{
    public static TheoryData<string, string> Bombs => new()
    {
        { "cpp", "template <int N> struct Deep { static constexpr int value = Deep<N + 1>::value + 1; }; int main() { return Deep<0>::value; }" },
        { "cpp", "template <class T> struct Wide { Wide<Wide<T>*> one; }; int main() { Wide<int> w; }" },
        { "cpp", "constexpr int loop(unsigned long n) { while (true) n++; return 0; } constexpr int x = loop(0); int main() { return x; }" },
        { "cpp", "#include \"/dev/zero\"\nint main() { return 0; }" },
        { "cpp", "#include \"main.cpp\"\nint main() { return 0; }" },
        { "c", "#include \"/dev/stdin\"\n#include \"/dev/random\"\nint main(void) { return 0; }" },
        { "c", Laughs("#define A0 x,x,x,x,x,x,x,x,x,x", "int a[] = {A9};") },
        { "c", "char filled[1 << 30] = {1};\nint main(void) { return filled[7]; }" },
        { "c", "__asm__(\".rept 100000000\\n.quad 1\\n.endr\");\nint main(void) { return 0; }" },
        { "c", "__asm__(\".incbin \\\"/etc/shadow\\\"\");\nint main(void) { return 0; }" },
        { "c", "#include \"/etc/shadow\"\nint main(void) { return 0; }" },
        { "c", "#include \"/proc/1/environ\"\nint main(void) { return 0; }" },
        { "java", "public class Main { static final String S = \"x\"" + string.Concat(Enumerable.Repeat(" + S", 9_000)) + "; }" },
        { "csharp", "var x = " + string.Concat(Enumerable.Repeat("(", 20_000)) + "1" + new string(')', 20_000) + ";" },
        { "csharp", "#line 1 \"/etc/shadow\"\nclass C<T> : C<C<C<T>>> { } class D { static void Main() { new C<int>(); int x = \"\"; } }" },
        { "python", "x = " + new string('(', 5_000) + new string(')', 5_000) },
        { "python", "x = " + new string('-', 1_000_000) + "1" },
    };

    [Theory, MemberData(nameof(Bombs))]
    public async Task A_compiler_that_is_led_astray_ends_as_a_compile_error(string language, string code)
    {
        var run = await Sandbox.Run(language, code);
        Assert.True(run.Compiled.Verdict == Verdict.CompileError, run.Compiled.ToString());
        Assert.Empty(run.Tests);
        Assert.InRange(run.Compiled.Output.Length, 1, 200_000);
        Assert.DoesNotContain("root:", run.Compiled.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Including_passwd_shows_the_walls_own()
    {
        var run = await Sandbox.Run("c", "#include \"/etc/passwd\"\nint main(void) { return 0; }");
        Assert.Equal(Verdict.CompileError, run.Compiled.Verdict);
        Assert.Contains("root:x:0:0::/tmp:/bin/sh", run.Compiled.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("daemon", run.Compiled.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_program_does_not_count_to_the_memory_of_its_run()
    {
        var tried = await Try("c", "#include <stdio.h>\nchar filled[120 << 20] = {1};\nint main(void) { puts(\"small\"); return 0; }", Limits.Default with { MemoryMb = 32 });
        Shows(tried, Verdict.Accepted);
        Assert.InRange(tried.MemoryKb, 0, 32 * 1024);
    }

    [Fact]
    public async Task Annotation_processors_of_a_candidate_do_not_run()
    {
        const string Processor = """
            import javax.annotation.processing.*;
            import java.util.*;
            @SupportedAnnotationTypes("*")
            public class Helper extends AbstractProcessor {
                public boolean process(Set<? extends javax.lang.model.element.TypeElement> types, RoundEnvironment round) { throw new Error("it ran"); }
            }
            """;
        var request = Ask.One("java", "") with
        {
            Files =
            [
                new("Main.java", "public class Main { public static void main(String[] a) { System.out.println(1); } }"), new("Helper.java", Processor),
                new("META-INF/services/javax.annotation.processing.Processor", "Helper"),
            ],
        };
        var run = await Outcome.Of((await Sandbox.Require("java")).Run(request, Test));
        Assert.True(run.Compiled.Verdict == Verdict.Accepted, run.Compiled.Output);
        run.Shows(Verdict.Accepted);
    }

    [Fact]
    public async Task A_file_named_as_the_compilers_output_is_not_what_runs()
    {
        var request = Ask.One("c", "", expected: "compiled") with
        {
            Files = [new("main.c", "#include <stdio.h>\nint main(void) { puts(\"compiled\"); return 0; }"), new("program", "#!/bin/sh\necho dropped\n"), new("a.out", "x"), new("specs", "*link:\n-nothing\n")],
        };
        (await Outcome.Of((await Sandbox.Require("c")).Run(request, Test))).Shows(Verdict.Accepted);
    }

    // Each macro is ten of the one before.
    private static string Laughs(string first, string use) =>
        first + "\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"#define A{i} {string.Join(',', Enumerable.Repeat($"A{i - 1}", 10))}\n")) + "int x;\n" + use + "\nint main(void) { return 0; }";
}
