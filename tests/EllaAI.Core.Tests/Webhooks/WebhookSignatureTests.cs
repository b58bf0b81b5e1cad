using EllaAI.Core.Webhooks;
using Xunit;

namespace EllaAI.Core.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    /// <summary>The example that libraries of the Standard Webhooks specification test themselves with.</summary>
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void It_is_that_of_the_specifications_example() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of([Secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), "{\"test\": 2432232314}"));

    [Fact]
    public void Two_secrets_sign_side_by_side()
    {
        var (at, other) = (DateTimeOffset.FromUnixTimeSeconds(1), WebhookSignature.NewSecret());

        Assert.Equal(
            $"{WebhookSignature.Of([other], "1", at, "ü")} {WebhookSignature.Of([Secret], "1", at, "ü")}", WebhookSignature.Of([other, Secret], "1", at, "ü"));
    }

    [Fact]
    public void A_new_secret_has_the_form_and_the_length_that_libraries_ask_for()
    {
        var secret = WebhookSignature.NewSecret();

        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.InRange(Convert.FromBase64String(secret["whsec_".Length..]).Length, 24, 64);
        Assert.NotEqual(secret, WebhookSignature.NewSecret());
    }
}
