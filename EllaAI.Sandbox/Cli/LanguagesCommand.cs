using System.Text.Json;

namespace EllaAI.Sandbox.Cli;

/// <summary><c>languages</c>: what is known, and what is installed.</summary>
internal static class LanguagesCommand
{
    public static async Task<int> Run(IReadOnlyList<string> arguments)
    {
        var read = new Arguments(arguments, [], ["--json", "--allow-no-cgroup"]);
        read.NoRest();
        await using var sandbox = Engine.Sandbox.Open(capacity: Environment.ProcessorCount, queueLimit: 1, read.Has("--allow-no-cgroup"));
        var languages = (await sandbox.Status(default)).Languages;
        if (read.Has("--json"))
            Console.Out.WriteLine(JsonSerializer.Serialize(languages.Select(l => new { l.Id, l.Name, l.Version, l.Available }), RunReport.Options));
        else
            foreach (var l in languages) Console.Out.WriteLine($"{l.Id,-12}{l.Name,-20}{(l.Available ? l.Version : $"not installed: ./ella languages install {l.Id}")}");
        return 0;
    }
}
