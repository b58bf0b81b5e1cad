using System.Diagnostics;
using EllaAI.Web.Adapters.Sqlite;
using EllaAI.Web.Hosting;
using EllaAI.Web.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace EllaAI.Web.Tests.Hosting;

public sealed class ConfigurationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Sandbox:Capacity", "many", "a whole number")]
    [InlineData("Mail:Port", "1e3x", "a whole number")]
    [InlineData("Firestore:TimeoutSeconds", "99999999999", "a whole number")]
    [InlineData("Ella:Demo", "maybe", "true or false")]
    [InlineData("webhooks:allowinsecure", "perhaps", "true or false")]
    [InlineData("Serilog:MinimumLevel:Default", "Loud", "one of Verbose")]
    [InlineData("Serilog:MinimumLevel:Override:Hangfire", "Loud", "one of Verbose")]
    [InlineData("urls", "nonsense", "such as http://127.0.0.1:5080")]
    [InlineData("urls", "http://127.0.0.1:5080;ftp://127.0.0.1:1", "such as http://127.0.0.1:5080")]
    [InlineData("Redsi:Cache", "redis", "Did you mean Redis?")]
    [InlineData("Ella:Dtaa", "data", "Did you mean Ella:Data?")]
    [InlineData("Documents:Shard", "4", "Did you mean Documents:Shards?")]
    [InlineData("Limits:Everything", "4", "no setting.")]
    [InlineData("Features:aip", "false", "Did you mean Features:api?")]
    [InlineData("Features:teleport", "false", "no setting.")]
    [InlineData("Features:single-sign-on", "perhaps", "true or false")]
    [InlineData("Featuers:api", "false", "Did you mean Features?")]
    public void A_wrong_setting_is_named_and_what_stands_there_is_not(string key, string value, string said)
    {
        var wrong = Assert.Throws<StartupException>(() => Check((key, value)));

        Assert.StartsWith(key.Split(':')[0], wrong.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, wrong.Message.Replace("redis", "", StringComparison.OrdinalIgnoreCase).Replace("data", "", StringComparison.OrdinalIgnoreCase), StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var wrong = Assert.Throws<StartupException>(() => Check(("Sandbox:Capacity", "many"), ("Ella:Dtaa", "x"), ("Redsi:Cache", "x"))).Message;

        Assert.All((string[])["Sandbox:Capacity", "Ella:Dtaa", "Redsi"], key => Assert.Contains(key, wrong, StringComparison.Ordinal));
    }

    [Fact]
    public void What_others_keep_in_the_environment_is_left_alone() => Check(
        ("PATH", "/bin"), ("MAIL", "/var/mail/root"), ("ASPNETCORE_URLS", "x"), ("Kestrel:Limits:MaxConcurrentConnections", "5"), ("Editor:Font", "x"), ("EMAIL:Host", "x"), ("MAIN:x", "y"), ("HELLO:x", "y"), ("Metrics:EnabledMetrics:x", "y"), ("Serilog:MinimumLevel:Default", "$switch"),
        ("Ella:Proxies:0", "10.0.0.0/8"), ("Sandbox:Endpoints:1", "http://sandbox:5090"), ("Ella:PublicAddress", ""), ("Mail:Port", ""), ("features:own-look", "false"));

    [Fact]
    public void Every_section_of_the_manual_is_looked_at() =>
        Assert.Superset(((string[])["Ella", "Limits", "Documents", "Firestore", "Redis", "Mail", "Webhooks", "Metrics", "Sandbox"]).ToHashSet(), ConfigurationCheck.Sections.ToHashSet());

    [Fact]
    public async Task The_product_says_in_one_line_what_is_wrong_with_all_of_them()
    {
        var (code, said, errors) = await Start("--Ella:PublicAddress=ftp://x", "--Limits:Address=0", "--Metrics:Token=short", "--Sandbox:SilenceSeconds=0", "--Mail:Security=maybe");

        Assert.Equal((1, ""), (code, said));
        Assert.Single(errors.Trim().Split('\n'));
        Assert.All((string[])["Ella:PublicAddress", "Limits:Address", "Metrics:Token", "Sandbox:SilenceSeconds", "Mail:Security"], key => Assert.Contains(key, errors, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--Sandbox:Capacity=many")]
    [InlineData("--urls=nonsense")]
    [InlineData("--Serilog:MinimumLevel=Loud")]
    public async Task A_text_of_the_wrong_kind_is_one_line_too(string setting)
    {
        var (code, said, errors) = await Start(setting);

        Assert.Equal((1, ""), (code, said));
        Assert.StartsWith($"EllaAI cannot start: {setting[2..].Split('=')[0]}", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_SQLite_is_refused_by_its_version()
    {
        Assert.Contains("3.51.2", Assert.Throws<StartupException>(() => SqliteSchema.Check(new(3, 51, 2))).Message, StringComparison.Ordinal);
        SqliteSchema.Check(new(3, 51, 3));
    }

    private static void Check(params (string Key, string Value)[] settings) =>
        ConfigurationCheck.Run(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build());

    private static async Task<(int Code, string Said, string Errors)> Start(params string[] settings)
    {
        var data = Directory.CreateTempSubdirectory("ella-settings-");
        try
        {
            using var product = Process.Start(new ProcessStartInfo("dotnet", [DataProcess.Product, $"--Ella:Data={data.FullName}", .. settings])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var (said, errors) = (product.StandardOutput.ReadToEndAsync(Ct), product.StandardError.ReadToEndAsync(Ct));
            await product.WaitForExitAsync(Ct);
            return (product.ExitCode, await said, await errors);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
