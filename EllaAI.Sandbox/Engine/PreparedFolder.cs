namespace EllaAI.Sandbox.Engine;

/// <summary>
/// Where what toolchains prepared is kept from one worker to the next: the system's cache for root, the user's own otherwise. Code
/// of every candidate is compiled with it, so it has to be a folder that nobody else can write.
/// </summary>
internal static class PreparedFolder
{
    private const UnixFileMode OwnerWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <param name="otherwise">Taken where there is no cache to write: what is prepared then goes with the worker.</param>
    public static string Open(string otherwise)
    {
        try
        {
            if (Cache() is { } cache) return Ours(Path.Combine(cache, "ella-sandbox"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A read-only system, or somebody else's folder.
        }
        return Ours(otherwise);
    }

    private static string? Cache()
    {
        if (Environment.IsPrivilegedProcess) return "/var/cache";
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set && Path.IsPathRooted(set)) return set;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Directory.Exists(home) ? Path.Combine(home, ".cache") : null;
    }

    // Changing the mode of a folder is refused to all but its owner.
    private static string Ours(string folder)
    {
        Directory.CreateDirectory(folder, OwnerWrites);
        File.SetUnixFileMode(folder, OwnerWrites);
        var probe = Path.Combine(folder, $".{Guid.NewGuid():N}");
        File.Create(probe).Dispose();
        File.Delete(probe);
        return folder;
    }
}
