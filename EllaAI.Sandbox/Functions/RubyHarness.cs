using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Functions;

internal sealed class RubyHarness : Harness
{
    public override string Id => "ruby";

    public override string FileName => "ella_harness.rb";

    public override bool ReadsJson => true;

    public override string Name(FunctionSignature function) => Free(Spelling.Snake(function.Name));

    public override string Starter(FunctionSignature function) => $"""
        {string.Concat(function.Parameters.Select(p => $"# @param [{Type(p.Type)}] {Free(Spelling.Snake(p.Name))}\n"))}# @return [{Type(function.Returns)}]
        def {Name(function)}({Join(function.Parameters, p => Free(Spelling.Snake(p.Name)))})
          # Write your solution here.
          return {Nothing(function.Returns)}
        end

        """;

    public override string Program(FunctionSignature function, string file) => Template(("file", file), ("name", Name(function)));

    public override Language Adapt(Language language, string file) => language with { Run = language.Run.With("{file}", FileName) };

    protected override string Keywords =>
        "BEGIN END alias and begin break case class def defined do else elsif end ensure false for if in module next nil not or redo rescue retry return self super then true undef unless until when while yield";

    private static string Type(DataType type) => type.Kind switch
    {
        DataKind.Int or DataKind.Long => "Integer",
        DataKind.Double => "Float",
        DataKind.Bool => "Boolean",
        DataKind.String => "String",
        DataKind.List => $"Array<{Type(type.Item!)}>",
        _ => $"Hash{{String => {Type(type.Item!)}}}",
    };

    private static string Nothing(DataType type) => type.Kind switch
    {
        DataKind.Int or DataKind.Long => "0",
        DataKind.Double => "0.0",
        DataKind.Bool => "false",
        DataKind.String => "\"\"",
        DataKind.List => "[]",
        _ => "{}",
    };
}
