using EllaAI.Sandbox.Compilers;

namespace EllaAI.Sandbox.Languages;

/// <summary>C# through the SDK's compiler itself: <c>dotnet build</c> takes five seconds for the same.</summary>
internal static class CSharp
{
    private const string Id = "csharp";

    public static Language Language { get; } = Describe(DotnetSdk.Find());

    private static Language Describe(DotnetSdk sdk) => new()
    {
        Id = Id,
        Name = "C#",
        MonacoId = "csharp",
        FileName = "Program.cs",
        Needs = [sdk.Dotnet, sdk.Compiler, sdk.References],
        Version = sdk.Probe,
        Compile = new([sdk.Dotnet, "exec", sdk.Compiler, "-noconfig", "@/app/csharp/options.rsp", "-out:/work/program.dll", "/app/csharp/Usings.cs", "{sources}"])
        {
            Environment = [.. DotnetSdk.Environment, "DOTNET_TieredCompilation=1"],
        },
        Run = sdk.Run(Id),
        Warm = new(
            new([sdk.Dotnet, "exec", "--runtimeconfig", "/app/csharp/compiler.json", "/app/csharp/EllaAI.Sandbox.Roslyn.dll", sdk.Compiler])
            {
                Environment = [.. DotnetSdk.Environment, "DOTNET_GCHeapHardLimit=18000000"],
            },
            ["EllaAI.Sandbox.Roslyn.dll"], Sample),
        TimeFactor = 1.5,
        MemoryExtraMb = 160,
        ProcessesExtra = 32,
        OutOfMemory = ["System.OutOfMemoryException", "Out of memory."],
        AppFiles = new Dictionary<string, string>
        {
            ["options.rsp"] = string.Join('\n',
            [
                "-nologo", "-target:exe", "-optimize+", "-debug-", "-deterministic+", "-langversion:latest", "-nullable:annotations", "-warn:0", "-utf8output",
                // In one thread, so that errors come in the same order each time.
                "-parallel-",
                .. sdk.ReferenceFiles.Select(r => $"-r:{r}"),
            ]),
            ["Usings.cs"] = """
                global using System;
                global using System.Collections.Generic;
                global using System.IO;
                global using System.Linq;
                global using System.Threading;
                global using System.Threading.Tasks;
                """,
            ["compiler.json"] = $$"""
                {"runtimeOptions": {"tfm": "net{{sdk.Major}}.0", "framework": {"name": "Microsoft.NETCore.App", "version": "{{sdk.Major}}.0.0"},
                  "configProperties": {"System.GC.Server": false, "System.GC.Concurrent": false} } }
                """,
            ["runtimeconfig.json"] = sdk.RuntimeConfig,
        },
        Starter = """
            // Read from standard input, write your solution here and print the answer.
            string? line = Console.ReadLine();

            """,
        Hello = """
            Console.WriteLine($"Hello, {Console.ReadLine()}!");

            """,
    };

    private const string Sample = """
        using System.Text;

        var (rows, columns) = (3, 4);
        var grid = new int[rows, columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) grid[i, j] = i * j % 7;
        var words = (Console.ReadLine() ?? "b a").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var counts = new Dictionary<string, int>();
        foreach (var word in words) counts[word] = counts.GetValueOrDefault(word) + 1;
        var best = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).Select(c => $"{c.Key}: {c.Value:0.00}").ToList();
        Console.WriteLine(string.Join(", ", best) + grid.Length);
        var queue = new PriorityQueue<Node, long>();
        queue.Enqueue(new Node(1, [2, 3]) { Label = "start" }, 0);
        while (queue.TryDequeue(out var node, out var cost))
        {
            if (node is { Id: > 2, Label: not null } or { Next.Length: 0 }) break;
            foreach (var next in node.Next.Where(n => n > node.Id)) queue.Enqueue(node with { Id = next }, cost + next);
        }
        foreach (var (square, text) in Squares(5).Zip(words)) Console.WriteLine(Describe(square) + text);
        try
        {
            await Task.Run(() => new Stack<int>().Pop());
        }
        catch (InvalidOperationException e) when (e.Message.Length > 0)
        {
            var said = new StringBuilder().Append(e.Message).AppendLine();
            Console.Error.Write(said);
        }

        static IEnumerable<long> Squares(int count)
        {
            for (long i = 0; i < count; i++) yield return checked(i * i);
        }

        static string Describe(long number) => number switch { < 0 => "negative", 0 => "none", var n when n % 2 == 0 => "even", _ => "odd" };

        record Node(int Id, int[] Next)
        {
            public string? Label { get; init; }
        }

        interface IShape<T> where T : struct, IComparable<T>
        {
            T Area { get; }
        }

        sealed class Box<T>(T area) : IShape<T> where T : struct, IComparable<T>
        {
            public T Area { get; } = area;

            public static bool operator >(Box<T> a, Box<T> b) => a.Area.CompareTo(b.Area) > 0;

            public static bool operator <(Box<T> a, Box<T> b) => b > a;
        }
        """;
}
