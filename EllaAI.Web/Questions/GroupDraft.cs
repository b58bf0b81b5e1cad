using EllaAI.Core.Execution;

namespace EllaAI.Web.Questions;

/// <summary>A group of tests while somebody writes it. Its tests hold it, so that they follow when it is renamed.</summary>
public sealed class GroupDraft
{
    public string Name { get; set; } = "";

    public int Points { get; set; }

    public GroupScoring Scoring { get; set; } = GroupScoring.AllOrNothing;

    public static GroupDraft Of(TestGroup group) => new() { Name = group.Name, Points = group.Points, Scoring = group.Scoring };

    public TestGroup ToGroup() => new(Name.Trim(), Points, Scoring);
}
