using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests.Judging;

public sealed class JsonTests
{
    private static readonly Checker Json = new(CheckerKind.Json) { AbsoluteTolerance = 1e-6 };

    [Theory]
    [InlineData("""{"b": [1, 2], "a": null}""", """{"a":null,"b":[1.0000001,2]}""", Verdict.Accepted)]
    [InlineData("[1,2]", "[2,1]", Verdict.WrongAnswer)]
    [InlineData("[1]", "[1,2]", Verdict.WrongAnswer)]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""", Verdict.WrongAnswer)]
    [InlineData("""{"a":1,"b":2}""", """{"a":1,"c":2}""", Verdict.WrongAnswer)]
    [InlineData("true", "1", Verdict.WrongAnswer)]
    [InlineData("\"1\"", "1", Verdict.WrongAnswer)]
    [InlineData("1e2", "100", Verdict.Accepted)]
    [InlineData("\"\\u00e4\\/\"", "\"ä/\"", Verdict.Accepted)]
    [InlineData("\"\\ud800\"", "\"\\ud800\"", Verdict.Accepted)]
    [InlineData("\"\\uD800\"", "\"x\"", Verdict.WrongAnswer)]
    [InlineData("""{"\ud800":1}""", """{"x":1}""", Verdict.WrongAnswer)]
    [InlineData("""{"a":1,"a":1}""", """{"a":1}""", Verdict.WrongAnswer)]
    [InlineData("12345678901234567890", "12345678901234567891", Verdict.WrongAnswer)]
    [InlineData("[1] [2]", "[1]", Verdict.WrongAnswer)]
    [InlineData("hello", "[1]", Verdict.WrongAnswer)]
    [InlineData("NaN", "1", Verdict.WrongAnswer)]
    [InlineData("[1]", "[1", Verdict.SystemError)]
    [InlineData("", "", Verdict.SystemError)]
    public void Values_are_equal_whatever_their_writing(string answer, string expected, Verdict verdict) => Judged.Is(verdict, Json, answer, expected);

    [Theory]
    [InlineData("""{"a":[1,{"b":2}]}""", """{"a":[1,{"b":3}]}""", "The value at .a[1].b differs.")]
    [InlineData("1", "2", "The value differs.")]
    [InlineData("[1,\n2,\n,]", "[1]", "The output is not JSON, see line 3.")]
    [InlineData(" \n", "[1]", "The program printed nothing.")]
    public void A_note_names_the_place_in_the_answer(string answer, string expected, string note) =>
        Assert.Equal(note, Judged.By(Json, answer, expected).Note);

    [Fact]
    public void Hostile_depth_and_bytes_are_wrong_answers()
    {
        Judged.Is(Verdict.WrongAnswer, Json, new string('[', 1_000_000), "[1]");
        Assert.Equal(Verdict.WrongAnswer, Judged.By(Json, [(byte)'"', 0xFF, (byte)'"'], "\"x\"").Verdict);
    }

    [Fact]
    public void An_object_of_many_members_is_compared()
    {
        // Would take hours if every member were looked for among all.
        var members = Enumerable.Range(0, 500_000).Select(i => $"\"member{i}\":{i}").ToList();
        Judged.Is(Verdict.Accepted, Json, $"{{{string.Join(',', members.AsEnumerable().Reverse())}}}", $"{{{string.Join(',', members)}}}");
    }
}
