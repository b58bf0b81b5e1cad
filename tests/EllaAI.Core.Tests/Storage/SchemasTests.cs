using EllaAI.Core.Storage;
using Xunit;

namespace EllaAI.Core.Tests.Storage;

public sealed class SchemasTests
{
    private static readonly Schemas _schemas = StorageContract.Schemas;

    [Theory]
    [InlineData(1, """{"words":"long ago"}""", "long ago!")]
    [InlineData(2, """{"text":"yesterday"}""", "yesterday!")]
    [InlineData(3, """{"text":"today"}""", "today")]
    public void A_document_of_any_age_is_read_in_todays_shape(int version, string body, string text) =>
        Assert.Equal(new Note(text), _schemas.Read<Note>("old-note", version, body));

    [Fact]
    public void What_never_changed_is_of_version_1() => Assert.Equal((1, 3), (_schemas.Current("note"), _schemas.Current("old-note")));

    [Fact]
    public void What_a_newer_release_wrote_is_refused_by_name()
    {
        var refused = Assert.Throws<NewerSchemaException>(() => _schemas.Read<Note>("note", 2, "{}"));

        Assert.Contains("note", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_step_is_found_at_once() =>
        Assert.Throws<ArgumentException>(() => new Schemas([new("note", 2, _ => { })]));

    private sealed record Note(string Text);
}
