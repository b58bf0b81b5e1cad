using System.Reflection;

namespace EllaAI.E2E;

/// <summary>Where the built product and the repository are.</summary>
internal static class Place
{
    public static string Web { get; } = Metadata("Web");

    /// <summary>Pictures of this run; those of the README are copies of them.</summary>
    public static string Pictures { get; } = Path.Combine(Metadata("Root"), "artifacts", "pictures");

    public static string Solution(string question, string file) =>
        File.ReadAllText(Path.Combine(Metadata("Root"), "EllaAI.Web", "Companies", "Demo", "questions", question, "solutions", file));

    private static string Metadata(string key) => Path.GetFullPath(
        typeof(Place).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!);
}
