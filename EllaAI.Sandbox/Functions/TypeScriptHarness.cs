using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Functions;

/// <summary>An exported function, which a bundler finds. As in JavaScript a long that a number does not hold is a BigInt, whatever the types say.</summary>
internal sealed class TypeScriptHarness : JavaScriptHarness
{
    public override string Id => "typescript";

    public override string FileName => "ella_harness.ts";

    public override string Starter(FunctionSignature function) => $$"""
        export function {{Name(function)}}({{Join(function.Parameters, p => $"{Free(p.Name)}: {Type(p.Type)}")}}): {{Type(function.Returns)}} {
            // Write your solution here.
            return {{Nothing(function.Returns)}};
        }

        """;

    public override Language Adapt(Language language, string file) => language with { Compile = language.Compile?.With("{file}", FileName) };

    protected override string Loader => Languages.Template.Of("Functions/typescript/load.ts");

    private static string Type(DataType type) => type.Kind switch
    {
        DataKind.Int or DataKind.Long or DataKind.Double => "number",
        DataKind.Bool => "boolean",
        DataKind.String => "string",
        DataKind.List => $"{Type(type.Item!)}[]",
        _ => $"Record<string, {Type(type.Item!)}>",
    };
}
