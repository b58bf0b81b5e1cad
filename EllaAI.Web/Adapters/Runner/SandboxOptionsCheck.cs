using EllaAI.Core.Execution;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>What the attributes cannot say. Every wrong key is named at once.</summary>
internal sealed class SandboxOptionsCheck(TimeProvider clock) : IValidateOptions<SandboxOptions>
{
    public ValidateOptionsResult Validate(string? name, SandboxOptions options)
    {
        string[] problems = [.. Addresses(options), .. Certificates(options)];
        return problems.Length > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Addresses(SandboxOptions options)
    {
        if (options is { Endpoint.Length: > 0, Endpoints.Count: > 0 }) yield return "Sandbox:Endpoint and Sandbox:Endpoints exclude each other: put every address into Sandbox:Endpoints.";
        if (options.Endpoint.Length > 0 && !IsAddress(options.Endpoint)) yield return "Sandbox:Endpoint must be empty or an address such as http://sandbox:5090.";
        for (var i = 0; i < options.Endpoints.Count; i++)
        {
            var (key, address) = ($"Sandbox:Endpoints:{i}", options.Endpoints[i]);
            if (!IsAddress(address)) yield return $"{key} must be an address such as https://sandbox-1:5090, not '{address}'.";
            else if (options.Endpoints.Take(i).Any(earlier => IsAddress(earlier) && new Uri(earlier) == new Uri(address))) yield return $"{key} repeats {address}.";
        }
    }

    private IEnumerable<string> Certificates(SandboxOptions options)
    {
        (string Key, string File)[] files =
            [("Sandbox:ClientCertificate", options.ClientCertificate), ("Sandbox:ClientKey", options.ClientKey), ("Sandbox:ServerCa", options.ServerCa)];
        var encrypted = options.Addresses.Any(a => IsAddress(a) && new Uri(a).Scheme == Uri.UriSchemeHttps);
        if (!encrypted && files.All(f => f.File.Length == 0)) return [];
        if (!encrypted) return files.Where(f => f.File.Length > 0).Select(f => $"{f.Key} is for endpoints with https, and there is none.");
        var missing = files.Where(f => f.File.Length == 0).Select(f => $"{f.Key} is missing: endpoints with https need it.").ToList();
        return missing.Count > 0 ? missing : Loaded(options) is { } problem ? [problem] : [];
    }

    private string? Loaded(SandboxOptions options)
    {
        try
        {
            MutualTls.Load(options.Tls, TlsEnd.Client, clock.GetUtcNow());
            return null;
        }
        catch (MutualTlsException e)
        {
            var key = e.File switch { TlsFile.Certificate => "ClientCertificate", TlsFile.Key => "ClientKey", _ => "ServerCa" };
            return $"Sandbox:{key}: {e.Message}";
        }
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
