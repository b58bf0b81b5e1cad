using EllaAI.Core.Attempts;
using Xunit;

namespace EllaAI.Core.Tests.Attempts;

public sealed class TextEditsTests
{
    // Computed apart from the product: FNV-1a over each code unit's two bytes.
    // In Python: h = 2166136261; for b in text.encode('utf-16-le'): h = (h ^ b) * 16777619 % 2**32
    [Theory]
    [InlineData("", 0x811c9dc5)]
    [InlineData("a", 0x2b24d044)]
    [InlineData("foobar", 0xa29f12fa)]
    [InlineData("print('hi')\n", 0xfc0f20d6)]
    [InlineData("é", 0x59fb6f0c)]
    [InlineData("日本", 0xa041c2aa)]
    [InlineData("🙂", 0x73ed99d8)]
    [InlineData("\0", 0x117697cd)]
    public void The_hash_is_fnv_1a_over_utf_16_low_byte_first(string text, uint hash) => Assert.Equal(hash, TextEdits.Hash(text));

    [Fact]
    public void Changes_apply_one_after_another_each_to_what_the_one_before_left() =>
        Assert.Equal("Hello, big world", TextEdits.Apply("hello world", [new(0, 1, "H"), new(5, 0, ","), new(7, 0, "big ")]));

    [Fact]
    public void Offsets_count_utf_16_code_units() =>
        Assert.Equal("a👩b!", TextEdits.Apply("a👩🏽b", [new(3, 2, ""), new(4, 0, "!")]));

    [Fact]
    public void An_edit_may_pass_through_half_a_surrogate_pair() =>
        Assert.Equal("🙃", TextEdits.Apply("🙂", [new(1, 1, "\ude43")]));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(4, 0)]
    [InlineData(3, 1)]
    [InlineData(2, 2)]
    [InlineData(0, int.MaxValue)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(int.MinValue, 0)]
    public void A_change_outside_the_text_does_not_fit(int offset, int length) =>
        Assert.Null(TextEdits.Apply("abc", [new(offset, length, "x")]));

    [Fact]
    public void A_change_at_the_very_end_fits() => Assert.Equal("abcd", TextEdits.Apply("abc", [new(3, 0, "d")]));
}
