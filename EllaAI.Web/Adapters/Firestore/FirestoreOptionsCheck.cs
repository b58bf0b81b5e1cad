using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>What the attributes cannot say. Every wrong key is named at once.</summary>
internal sealed partial class FirestoreOptionsCheck : IValidateOptions<FirestoreOptions>
{
    public ValidateOptionsResult Validate(string? name, FirestoreOptions options)
    {
        string[] problems = [.. Problems(options)];
        return problems.Length > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Problems(FirestoreOptions options)
    {
        if (options.Project.Contains('/')) yield return "Firestore:Project must not hold a slash.";
        if (options.Database.Contains('/')) yield return "Firestore:Database must not hold a slash.";
        if (options.EmulatorHost.Length > 0 && !HostAndPort().IsMatch(options.EmulatorHost))
            yield return $"Firestore:EmulatorHost (or {FirestoreOptions.EmulatorVariable}) must be a host and a port such as 127.0.0.1:8080, not '{options.EmulatorHost}'.";
        if (options.Credentials.Length > 0 && options.EmulatorHost.Length > 0)
            yield return $"Firestore:Credentials are for Google's service, but Firestore:EmulatorHost (or {FirestoreOptions.EmulatorVariable}) names an emulator, which forgets everything when it ends.";
        if (options.Credentials.Length > 0 && !File.Exists(options.Credentials))
            yield return $"Firestore:Credentials names the file {options.Credentials}, which is not there.";
    }

    [GeneratedRegex(@"^[^/\s]+:\d{1,5}$")]
    private static partial Regex HostAndPort();
}
