using EllaAI.Core.Execution;
using EllaAI.Core.Questions;

namespace EllaAI.Faults;

/// <summary>A question that is judged in a moment: add two numbers.</summary>
internal static class Exam
{
    public const string Language = "python";
    public const string Right = "print(sum(map(int, input().split())))\n";
    public const string Wrong = "print(4)\n";

    /// <summary>What <see cref="Wrong"/> gets right by chance.</summary>
    public const int WrongPoints = 1;
    public const int Points = 4;

    public static Question Question() => new(
        new(Guid.NewGuid()), "Sum", "Add two numbers.", "easy", [], new Dictionary<string, string> { [Language] = "" },
        [
            new(1, "Example", "1 2", "3", Visible: true, Weight: 0),
            new(2, "Small", "2 2", "4", Visible: false, Weight: WrongPoints),
            new(3, "Large", "123456 654321", "777777", Visible: false, Weight: Points - WrongPoints),
        ],
        Limits.Default, Checker.Tokens, default);
}
