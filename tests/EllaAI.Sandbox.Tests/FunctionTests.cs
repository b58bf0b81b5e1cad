using System.Text.Json;
using System.Text.RegularExpressions;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Functions;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Tests;

/// <summary>A function in every language, and one set of JSON tests.</summary>
public sealed partial class FunctionTests(SandboxFixture sandbox)
{
    private static readonly DataType Int = new(DataKind.Int), Text = new(DataKind.String);

    private static readonly FunctionSignature TwoSum = new("twoSum", [new("numbers", List(Int)), new("target", Int)], List(Int));

    private static readonly (DataType Type, string[] Values)[] Matrix =
    [
        (new(DataKind.Long), ["0", "9007199254740991", "9007199254740993", "9223372036854775807", "-9223372036854775808"]),
        (new(DataKind.Double), ["0", "3", "-0.1", "1.7976931348623157e308", "5e-324", "123456789.125"]),
        (Text, ["\"\"", "\" a  b \"", "\"quote \\\" slash \\\\ / line\\n tab\\t nul\\u0000\"", "\"Grüße 你好 😀 \\u2028\"", "\"3:[1]\""]),
        (List(new(DataKind.Bool)), ["[]", "[true,false]"]),
        (List(List(Int)), ["[]", "[[]]", "[[2147483647,-2147483648],[],[0]]"]),
        (Map(List(new(DataKind.Long))), ["{}", "{\"\":[],\"a \\\"b\\\"\":[1,2],\"1\":[3]}"]),
        (List(Map(Text)), ["[]", "[{},{\"0\":\"x\",\"1\":\"y\"},{\"k\":\"é\"}]"]),
    ];

    public static TheoryData<string> Ids => [.. Known.Select(h => h.Id)];

    public static TheoryData<string, int> Cells => [.. Known.SelectMany(h => Matrix.Select((_, i) => new TheoryDataRow<string, int>(h.Id, i)))];

    // A harness may be there before its language is.
    private static IEnumerable<Harness> Known => Harnesses.All.Where(h => LanguageTable.Find(h.Id) is not null);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Cells))]
    public async Task A_value_goes_in_and_comes_out_the_same(string language, int row)
    {
        var (type, values) = Matrix[row];
        var function = new FunctionSignature("giveBack", [new("value", type)], type);
        var run = await Run(language, function, Returning("value", language, function), [.. values.Select((v, i) => new TestInput($"{i}", $"[{v}]", v))]);
        foreach (var (test, value) in run.Tests.Zip(values)) Assert.True(test.Verdict == Verdict.Accepted, $"{value} came back as {test.Stdout}: {test}");
        Assert.Equal(values.Length, run.Tests.Count);
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task The_starter_compiles_and_returns_something_of_its_type(string language)
    {
        foreach (var type in new[] { Int, List(List(Text)), List(Map(Int)) })
        {
            var function = new FunctionSignature("pick", [new("first", type)], type);
            var input = type.Kind switch { DataKind.Int => "1", _ => "[]" };
            (await Run(language, function, Harnesses.Find(language)!.Starter(function), [new("1", $"[{input}]", null)])).Shows(Verdict.Accepted);
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task A_function_without_parameters_is_called(string language)
    {
        var function = new FunctionSignature("answer", [], Int);
        (await Run(language, function, Returning("42", language, function), [new("1", "[]", "42")])).Shows(Verdict.Accepted);
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task A_hundred_thousand_numbers_are_read_in_a_fraction_of_the_time(string language)
    {
        var function = new FunctionSignature("giveBack", [new("value", List(Int))], List(Int));
        var numbers = JsonSerializer.Serialize(Enumerable.Range(0, 100_000).Select(i => i * 31 % 100_003));
        (await Run(language, function, Returning("value", language, function), [new("1", $"[{numbers}]", numbers)], Limits.Default with { OutputKb = 2048 })).Shows(Verdict.Accepted);
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task A_function_that_is_not_there_is_named(string language)
    {
        var other = Harnesses.Find(language)!.Starter(TwoSum with { Name = "threeSum" });
        var run = await Run(language, TwoSum, other, [new("1", "[[1],2]", "[]")]);
        var said = run.Compiled.Verdict == Verdict.CompileError ? run.Compiled.Output : run.Shows(Verdict.RuntimeError).Only.Stderr;
        Assert.Contains(Harnesses.Find(language)!.Name(TwoSum), said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[[1,2]]", "must be a JSON array of the 2 arguments")]
    [InlineData("[1,2", "must be a JSON array")]
    [InlineData("", "must be a JSON array")]
    [InlineData("[[1,\"2\"],3]", "'numbers' \"2\" is not an int")]
    [InlineData("[[1],2147483648]", "'target' 2147483648 is not an int")]
    [InlineData("[[1],2.5]", "'target' 2.5 is not an int")]
    public async Task Arguments_that_do_not_fit_are_the_authors_mistake(string input, string note)
    {
        var run = await Run("python", TwoSum, "def two_sum(numbers, target): return []", [new("1", input, "[]"), new("2", "[[1],2]", "[]")]);
        Assert.Equal(Verdict.SystemError, run.Tests[0].Verdict);
        Assert.Contains(note, run.Tests[0].Note, StringComparison.Ordinal);
        Assert.Equal(Verdict.Accepted, run.Tests[1].Verdict);
    }

    [Theory]
    [InlineData("python", "def two_sum(numbers, target):\n    pass", "two_sum returned null, which is not a list of int.")]
    [InlineData("python", "def two_sum(numbers, target):\n    return {1, 2}", "two_sum returned \"<set>\", which is not a list of int.")]
    [InlineData("python", "def two_sum(numbers, target):\n    return [1, 2.5]", "two_sum returned [1, 2.5], which is not a list of int.")]
    [InlineData("python", "import os\ndef two_sum(numbers, target):\n    os._exit(0)", "The program ended before two_sum returned.")]
    [InlineData("javascript", "function twoSum() {}", "twoSum returned null, which is not a list of int.")]
    [InlineData("javascript", "const twoSum = () => '12'", "twoSum returned \"12\", which is not a list of int.")]
    [InlineData("csharp", "class Solution { public static string TwoSum(int[] a, int b) => \"x\"; }", "TwoSum returned \"x\", which is not a list of int.")]
    public async Task A_result_of_another_type_is_a_wrong_answer_that_says_so(string language, string code, string note)
    {
        foreach (var expected in new[] { "[0,1]", null })
            Assert.Equal(note, (await Run(language, TwoSum, code, [new("1", "[[1,2],3]", expected)])).Shows(Verdict.WrongAnswer).Only.Note);
    }

    [Theory]
    [InlineData("python", "import math\ndef ratio():\n    return math.nan", "\"NaN\"")]
    [InlineData("javascript", "const ratio = () => -1 / 0", "\"-Infinity\"")]
    [InlineData("java", "class Solution { double ratio() { return 1.0 / 0; } }", "\"Infinity\"")]
    [InlineData("cpp", "double ratio() { return 0.0 / 0.0; }", "\"NaN\"")]
    [InlineData("csharp", "class Solution { public static double Ratio() => double.NaN; }", "\"NaN\"")]
    [InlineData("ruby", "def ratio\n  0.0 / 0\nend", "\"NaN\"")]
    [InlineData("php", "<?php class Solution { function ratio() { return -INF; } }", "\"-Infinity\"")]
    [InlineData("rust", "fn ratio() -> f64 { 1.0 / 0.0 }", "\"Infinity\"")]
    [InlineData("go", "package main\nimport \"math\"\nfunc Ratio() float64 { return math.Inf(-1) }", "\"-Infinity\"")]
    public async Task A_double_that_is_no_number_is_its_name(string language, string code, string expected) =>
        (await Run(language, new("ratio", [], new(DataKind.Double)), code, [new("1", "[]", expected)])).Shows(Verdict.Accepted);

    [Theory]
    [InlineData("import { inspect } from 'util';\nexport function twoSum(numbers, target) { return [0, 1]; }\n")]
    [InlineData("export const twoSum = async () => [0, 1];\n")]
    [InlineData("module.exports = { twoSum: () => new Int32Array([0, 1]) };\n")]
    [InlineData("exports.twoSum = () => [0n, 1n];\n")]
    public async Task JavaScript_may_also_export_the_function(string code) =>
        (await Run("javascript", TwoSum, code, [new("1", "[[1,2],3]", "[0,1]")])).Shows(Verdict.Accepted);

    [Fact]
    public async Task A_function_does_not_talk_with_an_interactor()
    {
        var request = Ask(TwoSum, "python", "", [new("1", "[[1,2],3]", "[0,1]")]) with { Interactor = new("python", [new("main.py", "")]) };
        Assert.Equal("Only a whole program can talk with an interactor.", (await Run(request)).Compiled.Output);
    }

    [Fact]
    public async Task Doubles_are_compared_within_the_tolerance()
    {
        var request = Ask(new("third", [], new(DataKind.Double)), "python", "def third():\n    return 1 / 3", [new("1", "[]", "0.3333")]);
        (await Run(request)).Shows(Verdict.WrongAnswer);
        (await Run(request with { Checker = new(CheckerKind.Numbers) { AbsoluteTolerance = 0.001 } })).Shows(Verdict.Accepted);
    }

    [Fact]
    public async Task A_language_without_a_main_program_of_ours_is_refused()
    {
        var run = await Run("bash", TwoSum, "echo 1", [new("1", "[[1],2]", "[]")]);
        Assert.Equal((Verdict.SystemError, "Bash cannot be used where a question asks for a function."), (run.Compiled.Verdict, run.Compiled.Output));
    }

    [Theory]
    [InlineData("python", "def two_sum(numbers, target):\n    return numbers[len(numbers)]", "main.py\", line 2, in two_sum")]
    [InlineData("javascript", "function twoSum(numbers, target) {\n    return numbers.x.y;\n}", "main.js:2:22")]
    [InlineData("java", "class Solution {\n    int[] twoSum(int[] numbers, int target) {\n        return new int[] { numbers[target] };\n    }\n}", "Solution.twoSum(Main.java:3)")]
    [InlineData("csharp", "class Solution { public static int[] TwoSum(int[] a, int b) => [a[b]]; }", "at Solution.TwoSum(")]
    [InlineData("ruby", "def two_sum(numbers, target)\n  numbers.foo\nend", "main.rb:2:in `two_sum'")]
    [InlineData("php", "<?php\nclass Solution {\n    function twoSum($numbers, $target) { return $numbers->x(); }\n}", "main.php:3")]
    [InlineData("rust", "fn two_sum(numbers: Vec<i32>, target: i32) -> Vec<i32> {\n    vec![numbers[target as usize]]\n}", "main.rs:2")]
    [InlineData("go", "package main\n\nfunc TwoSum(numbers []int, target int) []int {\n\treturn numbers[target:]\n}", "main.go:4")]
    public async Task A_crash_says_where_in_the_candidates_file(string language, string code, string place)
    {
        var said = (await Run(language, TwoSum, code, [new("1", "[[1],2]", "[]")])).Shows(Verdict.RuntimeError).Only.Stderr;
        Assert.Contains(place, said, StringComparison.Ordinal);
        if (language != "go") Assert.DoesNotContain("harness", said, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("python", "def two_sum(numbers, target):\n    return [\n", "main.py\", line 2")]
    [InlineData("javascript", "function twoSum(numbers, target) {\n    return [;\n}", "main.js:2")]
    [InlineData("java", "class Solution {\n    int[] twoSum(int[] numbers, int target) {\n        return x;\n    }\n}", "Main.java:3")]
    [InlineData("cpp", "#include <vector>\nstd::vector<int> twoSum(std::vector<int> numbers, int target) {\n    return x;\n}", "main.cpp:3")]
    [InlineData("csharp", "class Solution {\n    public static int[] TwoSum(int[] a, int b) => x;\n}", "Program.cs(2,")]
    [InlineData("ruby", "def two_sum(numbers, target)\n  [\nend", "main.rb:3")]
    [InlineData("php", "<?php\nclass Solution {\n    function twoSum() { return }\n}", "main.php on line 3")]
    [InlineData("rust", "fn two_sum(numbers: Vec<i32>, target: i32) -> Vec<i32> {\n    x\n}", "main.rs:2")]
    [InlineData("go", "package main\n\nfunc TwoSum(numbers []int, target int) []int {\n\treturn x\n}", "main.go:4")]
    public async Task A_compile_error_has_the_candidates_own_file_and_line(string language, string code, string place)
    {
        var run = await Run(language, TwoSum, code, [new("1", "[[1],2]", "[]")]);
        Assert.Equal(Verdict.CompileError, run.Compiled.Verdict);
        Assert.Contains(place, run.Compiled.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("harness", run.Compiled.Output, StringComparison.OrdinalIgnoreCase);
    }

    private static DataType List(DataType item) => new(DataKind.List, item);

    private static DataType Map(DataType item) => new(DataKind.Map, item);

    private static RunRequest Ask(FunctionSignature function, string language, string code, IReadOnlyList<TestInput> tests) =>
        Tests.Ask.One(language, code) with { Tests = tests, Function = function };

    // The starter with another value.
    private static string Returning(string value, string language, FunctionSignature function) =>
        ReturnLine().Replace(Harnesses.Find(language)!.Starter(function), m => $"return {(language == "php" && char.IsLetter(value[0]) ? "$" : "")}{value}{m.Groups[1]}");

    private async Task<Outcome> Run(string language, FunctionSignature function, string code, IReadOnlyList<TestInput> tests, Limits? limits = null) =>
        await Run(Ask(function, language, code, tests) with { Limits = limits ?? Limits.Default });

    private async Task<Outcome> Run(RunRequest request) => await Outcome.Of((await sandbox.Require(request.Language)).Run(request, Test));

    [GeneratedRegex("return [^;\n]*(;?)(?=\n)")]
    private static partial Regex ReturnLine();
}
