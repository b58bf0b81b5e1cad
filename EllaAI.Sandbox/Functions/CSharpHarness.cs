using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Functions;

/// <summary>A static method of <c>class Solution</c>. It may return any sequence for a list.</summary>
internal sealed class CSharpHarness : Harness
{
    public override string Id => "csharp";

    public override string FileName => "EllaHarness.cs";

    public override string Name(FunctionSignature function) => Spelling.Pascal(function.Name);

    public override string Starter(FunctionSignature function) => $$"""
        public static class Solution
        {
            public static {{Type(function.Returns)}} {{Name(function)}}({{Join(function.Parameters, p => $"{Type(p.Type)} {Free(p.Name)}")}})
            {
                // Write your solution here.
                return {{Nothing(function.Returns)}};
            }
        }

        """;

    public override string Program(FunctionSignature function, string file) => Template(
        ("arguments", string.Join("\n        ", function.Parameters.Select((p, i) => $"var a{i} = {Read(p.Type)};"))),
        ("call", $"Solution.{Name(function)}({Join(Enumerable.Range(0, function.Parameters.Count), i => $"a{i}")})"));

    protected override string Keywords =>
        "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while";

    private static string Type(DataType type) => type.Kind switch
    {
        DataKind.Int => "int",
        DataKind.Long => "long",
        DataKind.Double => "double",
        DataKind.Bool => "bool",
        DataKind.String => "string",
        DataKind.List => $"{Type(type.Item!)}[]",
        _ => $"Dictionary<string, {Type(type.Item!)}>",
    };

    private static string Read(DataType type) => type.Kind switch
    {
        DataKind.List => $"input.List(() => {Read(type.Item!)})",
        DataKind.Map => $"input.Map(() => {Read(type.Item!)})",
        _ => $"input.{type.Kind}()",
    };

    private static string Nothing(DataType type) => type.Kind switch
    {
        DataKind.Int or DataKind.Long or DataKind.Double => "0",
        DataKind.Bool => "false",
        DataKind.String => "\"\"",
        _ => "[]",
    };
}
