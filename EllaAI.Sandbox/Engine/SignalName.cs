using System.Globalization;

namespace EllaAI.Sandbox.Engine;

internal static class SignalName
{
    // By number, from 1: the same on every processor that the sandbox runs on.
    private static readonly string[] Names =
    [
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT",
        "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ];

    /// <summary>Null for 0, which is no signal.</summary>
    public static string? Of(int signal) =>
        signal == 0 ? null : "SIG" + (signal <= Names.Length ? Names[signal - 1] : signal.ToString(CultureInfo.InvariantCulture));
}
