using EllaAI.Core.Plans;
using EllaAI.Web.Plans;
using Xunit;

namespace EllaAI.Web.Tests.Plans;

public sealed class TypedLimitTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData(" 35 ", 35L)]
    [InlineData("1,000", 1_000L)]
    [InlineData("3,5", -1L)]
    [InlineData("10,00", -1L)]
    [InlineData("3.5", -1L)]
    [InlineData("many", -1L)]
    public void A_number_is_what_it_says_or_refused(string typed, long? limit) => Assert.Equal(limit, QuotaWords.Parse(Quota.Members, typed));
}
