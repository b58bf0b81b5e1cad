using System.Text.Json;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Functions;

/// <summary>A method of <c>class Solution</c>, because PHP has so many functions that a name is soon taken.</summary>
internal sealed class PhpHarness : Harness
{
    public override string Id => "php";

    public override string FileName => "ella_harness.php";

    public override bool ReadsJson => true;

    public override string Name(FunctionSignature function) => Free(function.Name);

    public override string Starter(FunctionSignature function) => $$"""
        <?php

        class Solution
        {
            /**
        {{string.Concat(function.Parameters.Select(p => $"     * @param {Words(p.Type)} ${p.Name}\n"))}}     * @return {{Words(function.Returns)}}
             */
            public function {{Name(function)}}({{Join(function.Parameters, p => $"{Type(p.Type)} ${p.Name}")}}): {{Type(function.Returns)}}
            {
                // Write your solution here.
                return {{Nothing(function.Returns)}};
            }
        }

        """;

    public override string Program(FunctionSignature function, string file) =>
        Template(("file", file), ("name", Name(function)), ("shape", JsonSerializer.Serialize(Signatures.Shape(function.Returns))));

    public override Language Adapt(Language language, string file) => language with { Run = language.Run.With("{file}", FileName) };

    // A method may be called by nearly any word.
    protected override string Keywords => "class";

    private static string Type(DataType type) => type.Kind switch
    {
        DataKind.Int or DataKind.Long => "int",
        DataKind.Double => "float",
        DataKind.Bool => "bool",
        DataKind.String => "string",
        _ => "array",
    };

    private static string Words(DataType type) => type.Kind switch
    {
        DataKind.List => $"{Words(type.Item!)}[]",
        DataKind.Map => $"array<string, {Words(type.Item!)}>",
        _ => Type(type),
    };

    private static string Nothing(DataType type) => type.Kind switch
    {
        DataKind.Int or DataKind.Long => "0",
        DataKind.Double => "0.0",
        DataKind.Bool => "false",
        DataKind.String => "\"\"",
        _ => "[]",
    };
}
