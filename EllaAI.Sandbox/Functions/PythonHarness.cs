using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Functions;

internal sealed class PythonHarness : Harness
{
    public override string Id => "python";

    public override string FileName => "ella_harness.py";

    public override bool ReadsJson => true;

    public override string Name(FunctionSignature function) => Free(Spelling.Snake(function.Name));

    public override string Starter(FunctionSignature function) => $"""
        def {Name(function)}({Join(function.Parameters, p => $"{Free(Spelling.Snake(p.Name))}: {Type(p.Type)}")}) -> {Type(function.Returns)}:
            # Write your solution here.
            return {Nothing(function.Returns)}

        """;

    public override string Program(FunctionSignature function, string file) => Template(("file", file), ("name", Name(function)));

    public override Language Adapt(Language language, string file) => language with { Run = language.Run.With("{file}", FileName) };

    protected override string Keywords =>
        "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield";

    private static string Type(DataType type) => type.Kind switch
    {
        DataKind.Int or DataKind.Long => "int",
        DataKind.Double => "float",
        DataKind.Bool => "bool",
        DataKind.String => "str",
        DataKind.List => $"list[{Type(type.Item!)}]",
        _ => $"dict[str, {Type(type.Item!)}]",
    };

    private static string Nothing(DataType type) => type.Kind switch
    {
        DataKind.Int or DataKind.Long => "0",
        DataKind.Double => "0.0",
        DataKind.Bool => "False",
        DataKind.String => "\"\"",
        DataKind.List => "[]",
        _ => "{}",
    };
}
