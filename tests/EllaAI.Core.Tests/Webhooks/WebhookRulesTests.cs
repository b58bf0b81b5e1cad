using System.Net;
using EllaAI.Core.Webhooks;
using Xunit;

namespace EllaAI.Core.Tests.Webhooks;

public sealed class WebhookRulesTests
{
    private static readonly WebhookRules _rules = new(AllowInsecure: false, AllowPrivateNetworks: false);

    [Theory]
    [InlineData("https://example.com/hooks?key=1", "https://example.com/hooks?key=1")]
    [InlineData("  https://EXAMPLE.com:8443 ", "https://example.com:8443/")]
    [InlineData("https://93.184.216.34/a", "https://93.184.216.34/a")]
    [InlineData("https://[2606:2800:220:1::1]/a", "https://[2606:2800:220:1::1]/a")]
    public void An_address_of_the_internet_is_taken(string text, string url) => Assert.Equal(url, _rules.Address(text).Value().AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("example.com/hooks")]
    [InlineData("/hooks")]
    [InlineData("https://")]
    [InlineData("http://example.com/hooks")]
    [InlineData("ftp://example.com/hooks")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:word@example.com/")]
    [InlineData("https://example.com/#part")]
    public void What_is_no_address_to_post_to_is_refused(string text) => Assert.Equal("invalid-url", _rules.Address(text).Code());

    [Theory]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://a.localhost/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://0/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[64:ff9b::10.0.0.1]/")]
    public void Addresses_within_are_refused_in_whatever_form(string text)
    {
        var problem = _rules.Address(text).Problem();

        Assert.Equal("invalid-url", problem.Code);
        Assert.Contains("private network", problem.Detail, StringComparison.Ordinal);
        Assert.True(new WebhookRules(false, AllowPrivateNetworks: true).Address(text).Ok(out _, out _));
    }

    [Fact]
    public void Plain_http_is_taken_where_the_installation_allows_it() =>
        Assert.True(new WebhookRules(AllowInsecure: true, false).Address("http://example.com/").Ok(out _, out _));

    [Fact]
    public void A_huge_address_is_refused() => Assert.Equal("invalid-url", _rules.Address($"https://example.com/{new string('a', 1_000_000)}").Code());

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void Addresses_of_the_internet(string address) => Assert.True(PublicAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Addresses_of_machines_and_their_networks(string address) => Assert.False(PublicAddresses.Contains(IPAddress.Parse(address)));
}
