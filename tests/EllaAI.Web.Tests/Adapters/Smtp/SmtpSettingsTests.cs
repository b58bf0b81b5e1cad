using EllaAI.Core.Notifications;
using EllaAI.Web.Adapters.Memory;
using EllaAI.Web.Adapters.Smtp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Smtp;

/// <summary>Wrong settings stop the product with a message that names the key, and never a password.</summary>
public sealed class SmtpSettingsTests
{
    private static readonly (string Key, string Value)[] _good = [("Mail:Host", "smtp.example.com"), ("Mail:From", "jobs@example.com")];

    [Fact]
    public void Without_a_server_mail_stays_on_the_outbox_page()
    {
        Assert.Equal(typeof(OutboxOnly), Transport());
        Assert.Empty(Failures());
    }

    [Fact]
    public void A_server_and_a_sender_are_enough()
    {
        Assert.Equal(typeof(SmtpTransport), Transport(_good));
        Assert.Empty(Failures(_good));
    }

    [Theory]
    [InlineData("Mail:Host", "https://smtp.example.com")]
    [InlineData("Mail:Host", "smtp.example.com:25")]
    [InlineData("Mail:Port", "0")]
    [InlineData("Mail:Port", "70000")]
    [InlineData("Mail:Security", "ssl")]
    [InlineData("Mail:From", "")]
    [InlineData("Mail:From", "Jobs <jobs@example.com>")]
    [InlineData("Mail:From", "jobs@example.com\r\nBcc: all@example.com")]
    [InlineData("Mail:FromName", "Ella\nBcc: all@example.com")]
    [InlineData("Mail:TimeoutSeconds", "0")]
    [InlineData("Mail:TimeoutSeconds", "46")]
    [InlineData("Mail:ServerCa", "/nowhere/ca.pem")]
    public void A_wrong_setting_is_named(string key, string value) =>
        Assert.StartsWith(key, Assert.Single(Failures([.. _good, (key, value)])), StringComparison.Ordinal);

    [Fact]
    public void A_password_without_a_user_and_a_user_without_a_password_are_named()
    {
        Assert.StartsWith("Mail:User", Assert.Single(Failures([.. _good, ("Mail:Password", "hunter2")])), StringComparison.Ordinal);
        Assert.StartsWith("Mail:Password", Assert.Single(Failures([.. _good, ("Mail:User", "ella")])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_not_sent_for_everybody_to_read()
    {
        (string, string)[] settings = [.. _good, ("Mail:User", "ella"), ("Mail:Password", "hunter2"), ("Mail:Security", "none")];

        var failure = Assert.Single(Failures(settings));

        Assert.StartsWith("Mail:Security", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure, StringComparison.Ordinal);
        Assert.Empty(Failures([.. settings, ("Mail:Host", "127.0.0.1")]));
    }

    [Theory]
    [InlineData("Mail:From", "jobs@example.com")]
    [InlineData("Mail:Password", "hunter2")]
    public void Settings_of_no_server_are_a_forgotten_server(string key, string value) =>
        Assert.StartsWith("Mail:Host", Assert.Single(Failures((key, value))), StringComparison.Ordinal);

    [Fact]
    public void Every_wrong_key_is_named_at_once()
    {
        var failures = Failures(("Mail:Host", "a b"), ("Mail:Port", "0"), ("Mail:Security", "no"));

        Assert.Equal(["Mail:From", "Mail:Host", "Mail:Port", "Mail:Security"], failures.Select(f => f.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    private static Type Transport(params (string Key, string Value)[] settings) =>
        Services(settings).Single(s => s.ServiceType == typeof(IMailTransport)).ImplementationType!;

    private static IReadOnlyList<string> Failures(params (string Key, string Value)[] settings)
    {
        using var provider = Services(settings).BuildServiceProvider();
        try
        {
            Assert.NotNull(provider.GetRequiredService<IOptions<SmtpOptions>>().Value);
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures.SelectMany(f => f.Split("; ")).Select(f => f[Math.Max(0, f.IndexOf("Mail:", StringComparison.Ordinal))..])];
        }
    }

    private static IServiceCollection Services((string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>();
        foreach (var (key, value) in settings) all[key] = value;
        return new ServiceCollection().AddMail(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
    }
}
