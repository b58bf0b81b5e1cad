using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Compilers;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Tests;

/// <summary>A compiler that stays says and makes what the one in the submission's wall does, or leaves it to that one.</summary>
public sealed class WarmCompilerTests(SandboxFixture sandbox, CompilerRoom room) : IClassFixture<CompilerRoom>
{
    public static TheoryData<string, string[]> Programs => new()
    {
        { "csharp", [CSharp.Language.Hello] },
        { "csharp", [CSharp.Language.Warm!.Sample] },
        { "csharp", ["int x = \"a\"; foo();\nclass A { int z = y; string s = 1; }\nclass B : C, A { void M() { return 1; } }"] },
        { "csharp", ["class A { void M( { } }\nclass B { int x = \"\"; }"] },
        { "csharp", ["class A { }"] },
        { "csharp", ["Console.WriteLine(Helper.Two());", "lib/Helper.cs", "static class Helper { public static int Two() => 2; }"] },
        { "csharp", ["Console.WriteLine(Helper.Two());", "lib/Helper.cs", "static class Helper { public static int Two() => \"2\"; }"] },
        { "csharp", ["[assembly: System.Reflection.AssemblyVersion(\"x.y\")]\n[System.Obsolete(\"no\", true)] class Old { }\nclass P { static void Main() { new Old(); } }"] },
        { "csharp", ["#error not like this\n#warning and not so\n#if\nclass P { static void Main() { } }"] },
        { "csharp", ["using System.Runtime.CompilerServices;\nfile class F { }\nclass P { static void Main() => System.Console.WriteLine(Where()); static string Where([CallerFilePath] string p = \"\") => p; }"] },
        { "csharp", ["int x = \"ümläut\"; string s = 世;"] },
        { "java", [Java.Language.Hello] },
        { "java", [Java.Language.Warm!.Sample] },
        { "java", ["public class Main { int x = \"a\"; void m() { return 1; } Foo f; }\nclass B extends C { }"] },
        { "java", ["public class Main { void m( { } }"] },
        { "java", ["public class Other { }"] },
        { "java", ["import java.util.*; public class Main { public static void main(String[] a) { List l = new ArrayList(); l.add(1); new Thread().stop(); } }"] },
        { "java", ["public class Main { public static void main(String[] a) { System.out.println(lib.Helper.two()); } }", "lib/Helper.java", "package lib; public class Helper { public static int two() { return 2; } }"] },
        { "java", ["public class Main { public static void main(String[] a) { System.out.println(lib.Helper.two()); } }", "lib/Helper.java", "package lib; public class Helper { public static int two() { return \"2\"; } }"] },
        { "java", ["public class Main { String s = \"ümläut\"; int 世 = \"\"; }"] },
    };

    [Theory, MemberData(nameof(Programs))]
    public async Task It_answers_as_the_cold_one(string id, string[] code)
    {
        await sandbox.Require(id);
        var (files, step) = (Files(id, code), LanguageTable.Find(id)!.Compile!);
        using var wall = await room.Wall();
        foreach (var (name, content) in files) wall.Write(name, content);
        var cold = wall.Run(new(Command(id, files), CommandLine.Environment(step, [files[0].Name], Limits.Default), CompilerRoom.Limits, SealWork: false, ReservedMb: 4096), default);

        var process = await room.Process(id);
        for (var again = 0; again < 3; again++)
        {
            var warm = process.Compile(Command(id, files), files, CompilerRoom.Patience);
            Assert.NotNull(warm);
            Assert.Equal((cold.ExitCode, Said(cold)), (warm.ExitCode, Verdicts.CleanPaths(warm.Text.Trim())));
            Assert.Equal(cold.ExitCode == 0, warm.Files.Count > 0);
            Assert.All(warm.Files, f => Assert.True(f.Content.AsSpan().SequenceEqual(Content(wall, f.Name)), $"{f.Name} differs."));
        }
    }

    [Fact]
    public async Task It_leaves_what_it_is_not_sure_of_to_the_cold_one()
    {
        await sandbox.Require("csharp");
        var files = Files("csharp", ["#line 7 \"elsewhere.cs\"\nint x = \"\";"]);
        Assert.Equal(255, (await room.Process("csharp")).Compile(Command("csharp", files), files, CompilerRoom.Patience)?.ExitCode);
    }

    [Theory]
    [InlineData("csharp", "Console.WriteLine(Helper.Two());", "Helper.cs", "static class Helper { public static int Two() => 2; }")]
    [InlineData("java", "public class Main { int two() { return Helper.two(); } }", "Helper.java", "class Helper { static int two() { return 2; } }")]
    public async Task Nothing_of_one_compile_reaches_the_next(string id, params string[] code)
    {
        await sandbox.Require(id);
        var (process, files) = (await room.Process(id), Files(id, code));
        Assert.Equal(0, process.Compile(Command(id, files), files, CompilerRoom.Patience)?.ExitCode);
        Assert.Equal(1, process.Compile(Command(id, files[..1]), files[..1], CompilerRoom.Patience)?.ExitCode);
    }

    private static CompilerFile[] Files(string id, string[] code)
    {
        CompilerFile[] entry = [new(LanguageTable.Find(id)!.FileName, Encoding.UTF8.GetBytes(code[0]))];
        return [.. entry, .. code[1..].Chunk(2).Select(f => new CompilerFile(f[0], Encoding.UTF8.GetBytes(f[1])))];
    }

    private static IReadOnlyList<string> Command(string id, CompilerFile[] files) =>
        CommandLine.Arguments(LanguageTable.Find(id)!.Compile!, [.. files.Select(f => f.Name)], Limits.Default);

    private static string Said(WallResult cold) => Verdicts.CleanPaths((Encoding.UTF8.GetString(cold.Stdout) + Encoding.UTF8.GetString(cold.Stderr)).Trim());

    private static byte[] Content(Wall wall, string path) =>
        wall.Run(new(["/bin/cat", path], [], CompilerRoom.Limits, SealWork: false), default).Stdout;
}
