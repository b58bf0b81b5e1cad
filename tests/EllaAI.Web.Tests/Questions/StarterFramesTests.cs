using EllaAI.Web.Questions;
using Xunit;

namespace EllaAI.Web.Tests.Questions;

public sealed class StarterFramesTests
{
    private static readonly Dictionary<string, string> _usual = new() { ["python"] = "main()", ["java"] = "class Main" };

    private readonly StarterFrames _frames = new();

    [Fact]
    public void Untouched_starters_follow_the_signature_and_edited_ones_stay()
    {
        var starters = new Dictionary<string, string> { ["python"] = "main()", ["go"] = "my own" };
        Assert.True(_frames.Renew(starters, Made("f"), _usual));
        Assert.Equal(("python f", "java f", "my own"), (starters["python"], starters["java"], starters["go"]));

        starters["java"] = "edited";
        Assert.True(_frames.Renew(starters, Made("g"), _usual));
        Assert.Equal(("python g", "edited"), (starters["python"], starters["java"]));
        Assert.False(_frames.Renew(starters, Made("g"), _usual));
    }

    [Fact]
    public void A_starter_that_was_removed_does_not_come_back()
    {
        var starters = new Dictionary<string, string>();
        _frames.Renew(starters, Made("f"), _usual);
        starters.Remove("java");
        _frames.Renew(starters, Made("g"), _usual);
        Assert.Equal(["python"], starters.Keys);
    }

    [Fact]
    public void Starters_of_a_loaded_question_are_known_when_nobody_edited_them()
    {
        _frames.Know(Made("f"));
        var starters = new Dictionary<string, string> { ["python"] = "python f" };
        _frames.Renew(starters, Made("g"), _usual);
        Assert.Equal([("python", "python g")], starters.Select(s => (s.Key, s.Value)));
    }

    private static Dictionary<string, string> Made(string name) => new() { ["python"] = $"python {name}", ["java"] = $"java {name}" };
}
