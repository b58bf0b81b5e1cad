namespace EllaAI.Sandbox.Languages;

/// <summary>
/// How GCC links for C and C++: with gold, where binutils has it, without the plugin that only link-time optimization needs. The default
/// linker took some 90 ms more of the 970 ms of a C++ program with a prepared header.
/// </summary>
internal static class GnuLinker
{
    public static IReadOnlyList<string> Options { get; } = File.Exists("/usr/bin/ld.gold") ? ["-fuse-ld=gold", "-fno-use-linker-plugin"] : [];
}
