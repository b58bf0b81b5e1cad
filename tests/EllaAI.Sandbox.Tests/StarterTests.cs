using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests;

/// <summary>What the editor begins with when a question asks for a function.</summary>
public sealed class StarterTests(SandboxFixture sandbox)
{
    private static readonly DataType Ints = new(DataKind.List, new(DataKind.Int));

    private static readonly FunctionSignature TwoSum = new("twoSum", [new("numbers", Ints), new("target", new(DataKind.Int))], Ints);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("python", "def two_sum(numbers: list[int], target: int) -> list[int]:")]
    [InlineData("javascript", "function twoSum(numbers, target) {")]
    [InlineData("java", "    int[] twoSum(int[] numbers, int target) {")]
    [InlineData("cpp", "vector<int> twoSum(vector<int> numbers, int target) {")]
    [InlineData("csharp", "    public static int[] TwoSum(int[] numbers, int target)")]
    [InlineData("typescript", "export function twoSum(numbers: number[], target: number): number[] {")]
    [InlineData("rust", "fn two_sum(numbers: Vec<i32>, target: i32) -> Vec<i32> {")]
    [InlineData("ruby", "def two_sum(numbers, target)")]
    [InlineData("php", "    public function twoSum(array $numbers, int $target): array")]
    [InlineData("go", "func TwoSum(numbers []int, target int) []int {")]
    public async Task A_starter_spells_the_function_as_its_language_does(string id, string line) =>
        Assert.Contains(line, (await sandbox.Require().Starters(TwoSum, Test))[id].Split('\n'));

    [Fact]
    public async Task The_web_gets_the_same_starters_and_hears_of_a_bad_signature()
    {
        var here = sandbox.Require();
        await using var worker = await Connection.ToWorker();
        await worker.Answer();
        Assert.Equal(await here.Starters(TwoSum, Test), await worker.Runner.Starters(TwoSum, Test));
        var said = await Assert.ThrowsAsync<ArgumentException>(() => worker.Runner.Starters(TwoSum with { Name = "two sum" }, Test));
        Assert.Contains("'two sum' cannot be the function's name", said.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => worker.Runner.Starters(TwoSum with { Returns = new(DataKind.List) }, Test));
    }

    [Fact]
    public async Task A_parameter_that_is_a_keyword_gets_a_line_below_it()
    {
        var starters = await sandbox.Require().Starters(new("pick", [new("from", new(DataKind.Int)), new("class", new(DataKind.Int))], new(DataKind.Int)), Test);
        Assert.Contains("def pick(from_: int, class_: int) -> int:", starters["python"], StringComparison.Ordinal);
        Assert.Contains("int pick(int from, int class_) {", starters["java"], StringComparison.Ordinal);
    }
}
