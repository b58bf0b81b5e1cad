using System.Diagnostics;

namespace EllaAI.Sandbox.Engine;

/// <summary>What holds the wall up on this machine, for people and for <c>doctor</c>.</summary>
public static class Isolation
{
    private static readonly Lazy<string> Bubblewrap = new(Ask);

    public static string Mechanism => "bubblewrap";

    /// <summary>Empty when bubblewrap is missing.</summary>
    public static string MechanismVersion => Bubblewrap.Value;

    public static string Line(GroupTree groups) =>
        $"{Mechanism} {MechanismVersion}, cgroup {groups.Version}, seccomp, no network, {(Environment.IsPrivilegedProcess ? "other ids" : "one id")}";

    private static string Ask()
    {
        if (!File.Exists(Requirements.Bubblewrap)) return "";
        using var asked = Process.Start(new ProcessStartInfo(Requirements.Bubblewrap, ["--version"]) { RedirectStandardOutput = true });
        return asked?.StandardOutput.ReadToEnd().Split(' ')[^1].Trim() ?? "";
    }
}
