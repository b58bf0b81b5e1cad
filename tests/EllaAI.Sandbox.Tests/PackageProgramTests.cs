using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;
using EllaAI.Sandbox.Problems;

namespace EllaAI.Sandbox.Tests;

/// <summary>How files of a package become a program, and what it is expected to do.</summary>
public sealed class PackageProgramTests
{
    [Theory]
    [InlineData("python", "b.py=x|main.py=y", "main.py")]
    [InlineData("python", "a.py=x|b.py=if __name__ == '__main__': pass", "b.py")]
    [InlineData("python", "a.txt=x|pkg/c.py=z|b.py=y", "b.py")]
    [InlineData("cpp", "a.h=x|a.cc=void f() {}|b.cpp=int main() {}", "b.cpp")]
    [InlineData("go", "a.go=package main|z.go=func main() {}", "z.go")]
    [InlineData("rust", "lib.rs=|main.rs=", "main.rs")]
    public void The_entry_file_comes_first(string language, string files, string first) =>
        Assert.Equal(first, EntryFile.First(LanguageTable.Find(language)!, Files(files), null)[0].Name);

    [Fact]
    public void Sources_of_one_language_get_one_ending() =>
        Assert.Equal(["b.cpp", "a.cpp", "a.h"], EntryFile.First(LanguageTable.Find("cpp")!, Files("a.cc=|a.h=|b.C=int main() {}"), null).Select(f => f.Name).Order(StringComparer.Ordinal).OrderByDescending(n => n == "b.cpp"));

    [Theory]
    [InlineData("x.java=public class Main { public static void main(String[] a) {} }", "Main.java")]
    [InlineData("x.java=class Main { public static void main(String[] a) {} }\nclass Other {}", "Main.java")]
    [InlineData("x.java=class Other {}\npublic final class Foo { static final public void main(String[] a) {} }", "Main.java Foo.java", "Foo")]
    [InlineData("x.java=class Helper {}\nclass Foo {\n  static class Inner {}\n  // class Comment\n  public static void main(String[] a) {} }", "Main.java Foo.java", "Foo")]
    [InlineData("a.java=package p.q;\npublic class Foo { public static void main(String[] a) {} }", "Main.java p/q/Foo.java", "p.q.Foo")]
    [InlineData("B.java=class B {}|A.java=public class A { public static void main(String[] a) {} }", "Main.java B.java A.java", "A")]
    public void A_java_class_may_have_any_name(string files, string names, string? called = null)
    {
        var placed = JavaEntry.First(Files(files), null);
        Assert.Equal(names, string.Join(' ', placed.Select(f => f.Name)));
        if (called is not null) Assert.Contains($"{called}.main(a)", placed[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("// @EXPECTED_RESULTS@: CORRECT", "accepted")]
    [InlineData("/* @expected_results@: wrong_answer */", "wrong-answer presentation-error")]
    [InlineData("# @EXPECTED_RESULTS@: TIMELIMIT, RUN-ERROR\r\n", "time-limit wall-limit runtime-error memory-limit output-limit")]
    [InlineData("# @EXPECTED_RESULTS@: TLE,TIME_LIMIT_EXCEEDED", "time-limit wall-limit")]
    [InlineData("# nothing", null)]
    public void A_line_in_the_source_says_what_is_expected(string text, string? expected) =>
        Assert.Equal(expected, ExpectedResults.Of(new("a.py", "python", [new("a.py", text)])) is { } found ? string.Join(' ', found) : null);

    [Theory]
    [InlineData("accepted", "accepted/a.py", true)]
    [InlineData("accepted/*", "accepted/a.py", true)]
    [InlineData("*/a.{py,cpp}", "mixed/a.cpp", true)]
    [InlineData("*.py", "accepted/a.py", false)]
    [InlineData("accepted/a", "accepted/a.py", false)]
    [InlineData("secret/*-easy", "secret/2-easy/7", true)]
    [InlineData("{a,b", "b", true)]
    [InlineData("a.+", "a.py", false)]
    public void A_pattern_matches_paths_and_what_lies_below(string pattern, string path, bool matches) => Assert.Equal(matches, Glob.Matches(pattern, path));

    [Theory]
    [InlineData("", CheckerKind.Tokens, true, 0, 0)]
    [InlineData("case_sensitive", CheckerKind.Tokens, false, 0, 0)]
    [InlineData("float_tolerance 1e-6", CheckerKind.Numbers, true, 1e-6, 1e-6)]
    [InlineData("float_relative_tolerance 0.1 float_absolute_tolerance 2 case_sensitive", CheckerKind.Numbers, false, 2, 0.1)]
    [InlineData("space_change_sensitive case_sensitive", CheckerKind.Exact, false, 0, 0)]
    public void The_default_validators_arguments_choose_a_checker(string arguments, CheckerKind kind, bool ignoreCase, double absolute, double relative)
    {
        var checker = DefaultValidator.Checker(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), "problem.yaml");
        Assert.Equal((kind, ignoreCase, absolute, relative), (checker.Kind, checker.IgnoreCase, checker.AbsoluteTolerance, checker.RelativeTolerance));
    }

    private static List<SourceFile> Files(string files) => [.. files.Split('|').Select(f => f.Split('=', 2)).Select(f => new SourceFile(f[0], f[1]))];
}
