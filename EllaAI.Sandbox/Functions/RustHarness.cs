using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Functions;

/// <summary>A free function; the candidate's file is included at the top of the crate.</summary>
internal sealed class RustHarness : Harness
{
    public override string Id => "rust";

    public override string FileName => "ella_harness.rs";

    public override string Name(FunctionSignature function) => Free(Spelling.Snake(function.Name));

    public override string Starter(FunctionSignature function) => $$"""
        {{(function.Parameters.Select(p => p.Type).Append(function.Returns).Any(t => Signatures.Has(t, DataKind.Map)) ? "use std::collections::HashMap;\n\n" : "")}}fn {{Name(function)}}({{Join(function.Parameters, p => $"{Free(Spelling.Snake(p.Name))}: {Type(p.Type, "")}")}}) -> {{Type(function.Returns, "")}} {
            // Write your solution here.
            return {{Nothing(function.Returns)}};
        }

        """;

    public override string Program(FunctionSignature function, string file) => Template(
        ("file", file),
        ("arguments", string.Join("\n    ", function.Parameters.Select((p, i) => $"let a{i}: {Type(p.Type, Maps)} = ella::Value::read(&mut input);"))),
        ("result", Type(function.Returns, Maps)),
        ("call", $"crate::{Name(function)}({Join(Enumerable.Range(0, function.Parameters.Count), i => $"a{i}")})"));

    public override Language Adapt(Language language, string file) => language with { Compile = language.Compile?.With("{file}", FileName) };

    protected override string Keywords =>
        "Self abstract as async await become box break const continue crate do dyn else enum extern false final fn for if impl in let loop macro main match mod move mut override priv pub ref return self static struct super trait true try type typeof unsafe unsized use virtual where while yield";

    private const string Maps = "std::collections::";

    private static string Type(DataType type, string maps) => type.Kind switch
    {
        DataKind.Int => "i32",
        DataKind.Long => "i64",
        DataKind.Double => "f64",
        DataKind.Bool => "bool",
        DataKind.String => "String",
        DataKind.List => $"Vec<{Type(type.Item!, maps)}>",
        _ => $"{maps}HashMap<String, {Type(type.Item!, maps)}>",
    };

    private static string Nothing(DataType type) => type.Kind switch
    {
        DataKind.Int or DataKind.Long => "0",
        DataKind.Double => "0.0",
        DataKind.Bool => "false",
        DataKind.String => "String::new()",
        DataKind.List => "Vec::new()",
        _ => "HashMap::new()",
    };
}
