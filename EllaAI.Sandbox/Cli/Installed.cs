using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Cli;

internal static class Installed
{
    /// <exception cref="UsageException">This machine has no toolchain of that language.</exception>
    public static async Task Require(Engine.Sandbox sandbox, string language)
    {
        if (await sandbox.Language(language) is not { Available: true }) throw new UsageException($"{LanguageTable.Find(language)!.Name} is not installed here.");
    }
}
