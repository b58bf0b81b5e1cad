using Microsoft.Extensions.Options;

namespace EllaAI.Sandbox.Tests;

/// <summary>What is wrong with the settings is said before anything starts, each key by its name.</summary>
public sealed class SandboxOptionsTests
{
    [Fact]
    public async Task Every_wrong_address_is_named() => Assert.Equal(
        [
            "Sandbox:Endpoints:1 must be an address such as https://sandbox-1:5090, not 'sandbox-2'.",
            "Sandbox:Endpoints:2 repeats http://a:1.",
        ],
        await Problems(["http://a:1", "sandbox-2", "http://a:1"]));

    [Fact]
    public async Task One_address_and_several_exclude_each_other() => Assert.Equal(
        ["Sandbox:Endpoint and Sandbox:Endpoints exclude each other: put every address into Sandbox:Endpoints."],
        await Problems(["http://a:1"], ("Sandbox:Endpoint", "http://b:1")));

    [Fact]
    public async Task Encrypted_addresses_need_all_three_files_and_others_need_none()
    {
        Assert.Equal(
            ["Sandbox:ClientKey is missing: endpoints with https need it.", "Sandbox:ServerCa is missing: endpoints with https need it."],
            await Problems(["https://a:1"], ("Sandbox:ClientCertificate", "/a.pem")));
        Assert.Equal(
            ["Sandbox:ServerCa is for endpoints with https, and there is none."], await Problems(["http://a:1"], ("Sandbox:ServerCa", "/a.pem")));
    }

    [Fact]
    public async Task A_file_that_is_of_no_use_is_named_with_its_key()
    {
        using var certificates = new Certificates();
        var (certificate, key) = certificates.Client();
        var other = certificates.Client().Key;
        Assert.Equal(
            [$"Sandbox:ClientKey: {other} does not hold the private key of {certificate} in PEM, not encrypted."],
            await Problems(["https://a:1"], certificates.ForWeb((certificate, other))));
        Assert.Equal(
            ["Sandbox:ClientCertificate: /nonexistent cannot be read."], await Problems(["https://a:1"], certificates.ForWeb(("/nonexistent", key))));
        Assert.Equal(
            [$"Sandbox:ServerCa: {key} holds no certificate in PEM."],
            await Problems(["https://a:1"], [.. certificates.ForWeb((certificate, key))[..2], ("Sandbox:ServerCa", key)]));
    }

    private static async Task<IEnumerable<string>> Problems(string[] endpoints, params (string, string)[] settings) =>
        (await Assert.ThrowsAsync<OptionsValidationException>(() => Connection.To(endpoints, settings))).Failures;
}
