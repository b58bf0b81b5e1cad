using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Functions;

/// <summary>A function of package main.</summary>
internal sealed class GoHarness : Harness
{
    public override string Id => "go";

    public override string FileName => "ella_harness.go";

    // Its variables are set up first, before anything of the candidate's can print.
    public override bool ComesFirst => true;

    public override string Name(FunctionSignature function) => Spelling.Pascal(function.Name);

    public override string Starter(FunctionSignature function) => $$"""
        package main

        func {{Name(function)}}({{Join(function.Parameters, p => $"{Free(p.Name)} {Type(p.Type)}")}}) {{Type(function.Returns)}} {
        	// Write your solution here.
        	return {{Nothing(function.Returns)}}
        }

        """;

    public override string Program(FunctionSignature function, string file) => Template(
        ("arguments", string.Join("\n\t", function.Parameters.Select((p, i) => $"a{i} := {Read(p.Type)}()"))),
        ("result", Type(function.Returns)),
        ("call", $"{Name(function)}({Join(Enumerable.Range(0, function.Parameters.Count), i => $"a{i}")})"));

    protected override string Keywords =>
        "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var";

    private static string Type(DataType type) => type.Kind switch
    {
        DataKind.Int => "int",
        DataKind.Long => "int64",
        DataKind.Double => "float64",
        DataKind.Bool => "bool",
        DataKind.String => "string",
        DataKind.List => $"[]{Type(type.Item!)}",
        _ => $"map[string]{Type(type.Item!)}",
    };

    // A function that reads one value.
    private static string Read(DataType type) => type.Kind switch
    {
        DataKind.List => $"ellaList({Read(type.Item!)})",
        DataKind.Map => $"ellaMap({Read(type.Item!)})",
        _ => $"ella{type.Kind}",
    };

    private static string Nothing(DataType type) => type.Kind switch
    {
        DataKind.Bool => "false",
        DataKind.String => "\"\"",
        DataKind.List or DataKind.Map => $"{Type(type)}{{}}",
        _ => "0",
    };
}
