using System.Runtime.InteropServices;

namespace EllaAI.Sandbox.Engine;

internal static partial class Native
{
    private const int SigKill = 9;

    /// <summary>SIGKILL; that the process is gone already is fine.</summary>
    public static void Kill(int pid) => _ = KillRaw(pid, SigKill);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int KillRaw(int pid, int signal);
}
