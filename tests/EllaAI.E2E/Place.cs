using System.Reflection;

namespace EllaAI.E2E;

/// <summary>Where the built product and the repository are.</summary>
internal static class Place
{
    public static string Web { get; } = Metadata("Web");

    /// <summary>Pictures of this run. With <c>ELLA_PICTURES=docs/pictures</c> they become those of the README.</summary>
    public static string Pictures { get; } =
        Path.GetFullPath(Environment.GetEnvironmentVariable("ELLA_PICTURES") ?? Path.Combine("artifacts", "pictures"), Metadata("Root"));

    /// <summary>Of the pages.</summary>
    public static string Sources { get; } = Path.Combine(Metadata("Root"), "EllaAI.Web");

    public static string Solution(string question, string file) =>
        File.ReadAllText(Path.Combine(Metadata("Root"), "EllaAI.Web", "Companies", "Demo", "questions", question, "solutions", file));

    private static string Metadata(string key) => Path.GetFullPath(
        typeof(Place).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!);
}
