using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Functions;

/// <summary>A free function. Its parameters may be references: it is called with variables.</summary>
internal sealed class CppHarness : Harness
{
    public override string Id => "cpp";

    // Not .cpp: it includes the candidate's file, which must not be compiled a second time.
    public override string FileName => "ella_harness.cc";

    public override bool ComesFirst => true;

    public override string Name(FunctionSignature function) => Free(function.Name);

    public override string Starter(FunctionSignature function) => $$"""
        #include <algorithm>
        #include <string>
        #include <unordered_map>
        #include <vector>

        using namespace std;

        {{Type(function.Returns)}} {{Name(function)}}({{Join(function.Parameters, p => $"{Type(p.Type)} {Free(p.Name)}")}}) {
            // Write your solution here.
            return {};
        }

        """;

    public override string Program(FunctionSignature function, string file) => Template(
        ("file", file),
        ("arguments", string.Join("\n    ", function.Parameters.Select((p, i) => $"auto a{i} = ella::read<{Full(p.Type)}>(in);"))),
        ("result", Full(function.Returns)),
        ("call", $"::{Name(function)}({Join(Enumerable.Range(0, function.Parameters.Count), i => $"a{i}")})"));

    protected override string Keywords =>
        "alignas alignof and and_eq asm auto bitand bitor bool break case catch char class compl concept const consteval constexpr constinit continue co_await co_return co_yield decltype default delete do double dynamic_cast else enum explicit export extern false float for friend goto if inline int long main mutable namespace new noexcept not not_eq nullptr operator or or_eq private protected public register requires return short signed sizeof static struct switch template this throw true try typedef typeid typename union unsigned using virtual void volatile while xor xor_eq";

    // As the starter writes it, which has a using.
    private static string Type(DataType type) => Full(type).Replace("std::", "", StringComparison.Ordinal);

    private static string Full(DataType type) => type.Kind switch
    {
        DataKind.Int => "int",
        DataKind.Long => "long long",
        DataKind.Double => "double",
        DataKind.Bool => "bool",
        DataKind.String => "std::string",
        DataKind.List => $"std::vector<{Full(type.Item!)}>",
        _ => $"std::unordered_map<std::string, {Full(type.Item!)}>",
    };
}
