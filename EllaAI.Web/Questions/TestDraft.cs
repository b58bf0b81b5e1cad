using EllaAI.Core.Questions;

namespace EllaAI.Web.Questions;

/// <summary>A test while somebody writes it.</summary>
public sealed class TestDraft
{
    public string Name { get; set; } = "";

    public string Stdin { get; set; } = "";

    public string Expected { get; set; } = "";

    public bool Visible { get; set; }

    public int Weight { get; set; }

    /// <summary>Null: scored by itself.</summary>
    public GroupDraft? Group { get; set; }

    /// <summary>Its texts are on the page. A question can have a hundred tests of many kilobytes, so only those that are worked on are.</summary>
    public bool Open { get; set; }

    /// <summary>Just added: the page leads its author there, once.</summary>
    public bool Fresh { get; set; }

    /// <param name="groups">Of the same question.</param>
    public static TestDraft Of(TestCase test, IEnumerable<GroupDraft> groups) => new()
    {
        Name = test.Name,
        Stdin = test.Stdin,
        Expected = test.Expected,
        Visible = test.Visible,
        Weight = test.Weight,
        Group = groups.FirstOrDefault(g => g.Name == test.Group),
    };

    public TestDraft Copy() =>
        new() { Name = $"{Name} (copy)", Stdin = Stdin, Expected = Expected, Visible = Visible, Weight = Weight, Group = Group, Open = true, Fresh = true };

    public TestCase ToTest(int number) => new(number, Name.Trim() is { Length: > 0 } name ? name : $"Test {number}", Stdin, Expected, Visible, Weight)
    {
        Group = Group?.Name.Trim() ?? "",
    };
}
