namespace EllaAI.Sandbox.Engine;

/// <summary>The <c>/etc</c> of every wall: names for the two users, and copies of the few host settings that toolchains read.</summary>
internal static class EtcFolder
{
    private static readonly string[] Copied = ["ld.so.cache", "alternatives", "java-*", "php", "R", "ghc", "fpc*.cfg", "ldc2.conf", "nim"];

    private static readonly Dictionary<string, string> Written = new()
    {
        ["passwd"] = "root:x:0:0::/tmp:/bin/sh\nuser:x:60001:60001::/tmp:/bin/sh\n",
        ["group"] = "root:x:0:\nuser:x:60001:\n",
        ["hosts"] = "127.0.0.1 localhost box\n",
        ["nsswitch.conf"] = "passwd: files\ngroup: files\nhosts: files\n",
    };

    public static void Make(string etc)
    {
        Directory.CreateDirectory(etc);
        foreach (var (name, text) in Written) File.WriteAllText(Path.Combine(etc, name), text);
        foreach (var source in Copied.SelectMany(pattern => Directory.GetFileSystemEntries("/etc", pattern)))
            Copy(new FileInfo(source), Path.Combine(etc, Path.GetFileName(source)));
    }

    // Only what everybody may read: a private file must not come into sight through its copy.
    private static void Copy(FileInfo source, string target)
    {
        if (source.LinkTarget is { } link) File.CreateSymbolicLink(target, link);
        else if (!source.UnixFileMode.HasFlag(UnixFileMode.OtherRead)) return;
        else if (!source.Attributes.HasFlag(FileAttributes.Directory)) File.Copy(source.FullName, target);
        else
        {
            Directory.CreateDirectory(target);
            foreach (var entry in Directory.GetFileSystemEntries(source.FullName))
                Copy(new FileInfo(entry), Path.Combine(target, Path.GetFileName(entry)));
        }
    }
}
