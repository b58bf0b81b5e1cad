using EllaAI.Core.Execution;

namespace EllaAI.Core.Questions;

/// <summary>What groups of tests need: names, points, and tests that can earn them.</summary>
internal static class GroupRules
{
    public const int MaxGroups = 20, MaxName = 60, MaxPoints = 10_000;

    public static Problem? Check(Question question)
    {
        var names = question.Groups.Select(g => g.Name).ToHashSet(StringComparer.Ordinal);
        return question switch
        {
            { Groups.Count: > MaxGroups } => Invalid($"A question can have at most {MaxGroups} groups."),
            _ when question.Groups.Any(g => Text.IsBlank(g.Name) || g.Name.Length > MaxName) => Invalid($"Give each group a name of at most {MaxName} characters."),
            _ when names.Any(name => name.Any(Text.IsUnprintable)) => Invalid("The name of a group cannot have line breaks or control characters."),
            _ when names.Count < question.Groups.Count => Invalid("Two groups have the same name."),
            _ when question.Groups.Any(g => g.Points is < 0 or > MaxPoints) => Invalid($"The points of a group are between 0 and {MaxPoints:N0}."),
            _ when question.Tests.FirstOrDefault(t => t.Group.Length > 0 && !names.Contains(t.Group)) is { } lost => Invalid($"Test {lost.Number} is in the group '{lost.Group}', which is not there."),
            _ when question.Groups.FirstOrDefault(g => !Earnable(question, g)) is { } empty => Invalid($"The group '{empty.Name}' has no test that could earn its points."),
            _ => null,
        };
    }

    private static bool Earnable(Question question, TestGroup group)
    {
        var tests = question.Tests.Where(t => t.Group == group.Name).ToList();
        return tests.Count > 0 && (group.Scoring != GroupScoring.Sum || tests.Sum(t => t.Weight) > 0);
    }

    private static Problem Invalid(string detail) => Problems.Invalid("groups", detail);
}
