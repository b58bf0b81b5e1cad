using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Functions;

/// <summary>A method of <c>class Solution</c>. A list is an array; a list of maps is a <c>List</c>, because Java has no arrays of them.</summary>
internal sealed class JavaHarness : Harness
{
    public override string Id => "java";

    public override string FileName => "EllaHarness.java";

    public override string Name(FunctionSignature function) => Free(function.Name);

    public override string Starter(FunctionSignature function) => $$"""
        import java.util.*;

        class Solution {
            {{Type(function.Returns)}} {{Name(function)}}({{Join(function.Parameters, p => $"{Type(p.Type)} {Free(p.Name)}")}}) {
                // Write your solution here.
                return {{Nothing(function.Returns)}};
            }
        }

        """;

    public override string Program(FunctionSignature function, string file) => Template(
        ("arguments", string.Join("\n        ", function.Parameters.Select((p, i) => $"{Type(p.Type)} a{i} = {Read(p.Type)};"))),
        ("result", Type(function.Returns)),
        ("call", $"new Solution().{Name(function)}({Join(Enumerable.Range(0, function.Parameters.Count), i => $"a{i}")})"));

    public override Language Adapt(Language language, string file) => language with { Run = language.Run with { Arguments = [.. language.Run.Arguments.SkipLast(1), "EllaHarness"] } };

    protected override string Keywords =>
        "abstract assert boolean break byte case catch char class const continue default do double else enum extends false final finally float for goto if implements import instanceof int interface long native new null package private protected public return short static strictfp super switch synchronized this throw throws transient true try void volatile while";

    private static string Type(DataType type) => type.Kind switch
    {
        DataKind.Int => "int",
        DataKind.Long => "long",
        DataKind.Double => "double",
        DataKind.Bool => "boolean",
        DataKind.String => "String",
        DataKind.List => IsArray(type) ? $"{Type(type.Item!)}[]" : $"List<{Boxed(type.Item!)}>",
        _ => $"Map<String, {Boxed(type.Item!)}>",
    };

    private static string Boxed(DataType type) => type.Kind switch
    {
        DataKind.Int => "Integer",
        DataKind.Long => "Long",
        DataKind.Double => "Double",
        DataKind.Bool => "Boolean",
        _ => Type(type),
    };

    // A whole chain of lists is either arrays or Lists.
    private static bool IsArray(DataType list) => list.Kind != DataKind.List ? list.Kind != DataKind.Map : IsArray(list.Item!);

    private static string Read(DataType type) => type.Kind switch
    {
        DataKind.Int => "in.readInt()",
        DataKind.Long => "in.readLong()",
        DataKind.Double => "in.readDouble()",
        DataKind.Bool => "in.readBool()",
        DataKind.String => "in.readString()",
        DataKind.List => type.Item!.Kind switch
        {
            DataKind.Int => "in.readInts()",
            DataKind.Long => "in.readLongs()",
            DataKind.Double => "in.readDoubles()",
            DataKind.Bool => "in.readBools()",
            _ when IsArray(type) => $"in.readArray({Type(type.Item)}.class, () -> {Read(type.Item)})",
            _ => $"in.<{Boxed(type.Item)}>readList(() -> {Read(type.Item)})",
        },
        _ => $"in.<{Boxed(type.Item!)}>readMap(() -> {Read(type.Item!)})",
    };

    private static string Nothing(DataType type) => type.Kind switch
    {
        DataKind.Int or DataKind.Long => "0",
        DataKind.Double => "0.0",
        DataKind.Bool => "false",
        DataKind.String => "\"\"",
        DataKind.List => IsArray(type) ? $"new {Type(type)} {{}}" : "new ArrayList<>()",
        _ => "new HashMap<>()",
    };
}
