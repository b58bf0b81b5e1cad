namespace EllaAI.Sandbox.Engine;

/// <summary>What must be there before anything is tried, so that the message names it.</summary>
internal static class Requirements
{
    public const string Bubblewrap = "/usr/bin/bwrap";

    public static void Check()
    {
        if (!OperatingSystem.IsLinux()) throw new SandboxUnusableException("The sandbox needs Linux.");
        if (!File.Exists(Bubblewrap)) throw new SandboxUnusableException($"{Bubblewrap} is missing: apt-get install bubblewrap.");
        if (!File.Exists(Instance.WallProgram)) throw new SandboxUnusableException($"{Instance.WallProgram} is missing: build EllaAI.Sandbox where gcc is.");
    }
}
