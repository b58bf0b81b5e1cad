using System.Text.Json;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Cli;

/// <summary><c>doctor</c>: what this machine offers. Never fails; what is missing is in its answer.</summary>
internal static class DoctorCommand
{
    public static async Task<int> Run(IReadOnlyList<string> arguments)
    {
        var read = new Arguments(arguments, [], ["--json", "--allow-no-cgroup"]);
        read.NoRest();
        var found = await Look(read.Has("--allow-no-cgroup"));
        if (read.Has("--json")) Console.Out.WriteLine(JsonSerializer.Serialize(found, RunReport.Options));
        else Print(found);
        return 0;
    }

    private static async Task<Found> Look(bool allowNoCgroup)
    {
        try
        {
            await using var sandbox = Engine.Sandbox.Open(Environment.ProcessorCount, queueLimit: 1, allowNoCgroup);
            var status = await sandbox.Status(default);
            return new(
                new(Isolation.Mechanism, Isolation.MechanismVersion, sandbox.Groups.Version, Seccomp: true, Network: "none"),
                [.. status.Languages.Select(l => new LanguageLine(l.Id, l.Name, l.Version, l.Available))], null);
        }
        catch (SandboxUnusableException e)
        {
            return new(
                new("none", Isolation.MechanismVersion, "none", Seccomp: false, Network: "none"),
                [.. LanguageTable.All.Select(l => new LanguageLine(l.Id, l.Name, "", Available: false))], e.Message);
        }
    }

    private static void Print(Found found)
    {
        var wall = found.Isolation;
        Console.Out.WriteLine(found.Problem is { } problem
            ? $"sandbox     unusable: {problem}"
            : $"sandbox     {wall.Mechanism} {wall.Version}, cgroup {wall.Cgroup}, seccomp, network {wall.Network}");
        if (found.Problem is not null) return;
        foreach (var l in found.Languages) Console.Out.WriteLine($"{l.Id,-12}{(l.Available ? l.Version : "not installed")}");
    }

    private sealed record Found(Wall Isolation, IReadOnlyList<LanguageLine> Languages, string? Problem);

    private sealed record Wall(string Mechanism, string Version, string Cgroup, bool Seccomp, string Network);

    private sealed record LanguageLine(string Id, string Name, string Version, bool Available);
}
