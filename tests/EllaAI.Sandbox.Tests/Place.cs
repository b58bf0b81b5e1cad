using System.Reflection;

namespace EllaAI.Sandbox.Tests;

/// <summary>Where the repository and the built programs are.</summary>
internal static class Place
{
    public static string Root { get; } = Path.GetFullPath(Metadata("Root"));

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The product, with its sandbox beside it.</summary>
    public static string Web { get; } = Path.GetFullPath(Metadata("Web"));

    /// <summary>The worker alone.</summary>
    public static string Worker { get; } = Path.Combine(AppContext.BaseDirectory, "EllaAI.Sandbox.dll");

    public static string Questions { get; } = Path.Combine(Root, "EllaAI.Web", "Companies", "Demo", "questions");

    private static string Metadata(string key) =>
        typeof(Place).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
