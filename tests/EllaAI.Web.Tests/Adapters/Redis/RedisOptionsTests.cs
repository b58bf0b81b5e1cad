using EllaAI.Web.Adapters.Redis;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Redis;

public sealed class RedisOptionsTests
{
    [Theory]
    [InlineData("redis:6379,connectTimeout=soon")]
    [InlineData("redis:6379,secret=hunter2")]
    [InlineData("password=hunter2")]
    [InlineData(",")]
    public void A_wrong_key_is_named_and_its_value_is_not(string wrong)
    {
        var failures = Check(new() { Cache = wrong, Jobs = wrong });

        Assert.Equal(["Redis:Cache", "Redis:Jobs"], failures.Select(f => f.Split(' ')[0]));
        Assert.DoesNotContain(failures, f => f.Contains("hunter2", StringComparison.Ordinal) || f.Contains("soon", StringComparison.Ordinal));
    }

    [Fact]
    public void Both_are_optional() => Assert.Empty(Check(new()));

    [Fact]
    public void One_server_may_be_both() => Assert.Empty(Check(new() { Cache = "redis:6379,password=x,ssl=true", Jobs = "redis:6379,password=x,ssl=true" }));

    private static string[] Check(RedisOptions options) => [.. new RedisOptionsCheck().Validate(null, options).Failures ?? []];
}
