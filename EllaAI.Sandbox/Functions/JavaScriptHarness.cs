using System.Text.Json;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Functions;

/// <summary>A long is a number, and a BigInt where a number would not hold it.</summary>
internal class JavaScriptHarness : Harness
{
    public override string Id => "javascript";

    public override string FileName => "ella_harness.cjs";

    public override bool ReadsJson => true;

    public override bool HoldsLongs => false;

    public override string Name(FunctionSignature function) => Free(function.Name);

    public override string Starter(FunctionSignature function) => $$"""
        /**
        {{string.Concat(function.Parameters.Select(p => $" * @param {{{Type(p.Type)}}} {Free(p.Name)}\n"))}} * @return {{{Type(function.Returns)}}}
         */
        function {{Name(function)}}({{Join(function.Parameters, p => Free(p.Name))}}) {
            // Write your solution here.
            return {{Nothing(function.Returns)}};
        }

        """;

    public override string Program(FunctionSignature function, string file) =>
        Languages.Template.Of("Functions/javascript/ella_harness.cjs", ("load", Loader), ("file", file), ("name", Name(function)), ("types", JsonSerializer.Serialize(function.Parameters.Select(p => Signatures.Shape(p.Type)))));

    public override Language Adapt(Language language, string file) => language with { Run = language.Run.With("{file}", FileName) };

    /// <summary>Finds the function.</summary>
    protected virtual string Loader => Languages.Template.Of("Functions/javascript/load.js");

    protected static string Nothing(DataType type) => type.Kind switch
    {
        DataKind.Bool => "false",
        DataKind.String => "\"\"",
        DataKind.List => "[]",
        DataKind.Map => "{}",
        _ => "0",
    };

    protected override string Keywords =>
        "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield";

    private static string Type(DataType type) => type.Kind switch
    {
        DataKind.Int or DataKind.Double => "number",
        DataKind.Long => "number|bigint",
        DataKind.Bool => "boolean",
        DataKind.String => "string",
        DataKind.List => type.Item!.Kind == DataKind.Long ? "(number|bigint)[]" : $"{Type(type.Item)}[]",
        _ => $"Object<string, {Type(type.Item!)}>",
    };
}
