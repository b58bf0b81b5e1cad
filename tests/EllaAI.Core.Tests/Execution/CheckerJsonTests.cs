using System.Text.Json;
using System.Text.Json.Serialization;
using EllaAI.Core.Execution;
using Xunit;

namespace EllaAI.Core.Tests.Execution;

public sealed class CheckerJsonTests
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    [Theory]
    [InlineData("\"exact\"")]
    [InlineData("{\"kind\":\"exact\"}")]
    public void What_was_kept_before_one_could_choose_still_tells_of_layout(string kept) =>
        Assert.Equal(Checker.Exact with { TellPresentation = true }, JsonSerializer.Deserialize<Checker>(kept, _json));

    [Fact]
    public void A_new_one_tells_nothing_of_layout_and_is_read_as_it_was_written()
    {
        Assert.False(Checker.Exact.TellPresentation);
        Checker[] all = [Checker.Tokens, Checker.Exact, Checker.Lines with { TellPresentation = true }, Checker.Lines with { IgnoreCase = true }];
        foreach (var checker in all) Assert.Equal(checker, JsonSerializer.Deserialize<Checker>(JsonSerializer.Serialize(checker, _json), _json));
    }
}
