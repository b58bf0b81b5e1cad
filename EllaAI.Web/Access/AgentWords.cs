namespace EllaAI.Web.Access;

/// <summary>What a browser calls itself, for people. What is not known is said so rather than guessed.</summary>
internal static class AgentWords
{
    // The first that matches: those behind call themselves as those before.
    private static readonly (string Mark, string Name)[] _browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] _systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static string Of(string agent) => (First(_browsers, agent), First(_systems, agent)) switch
    {
        (null, null) => "A program",
        (null, { } system) => $"A browser on {system}",
        ({ } browser, null) => browser,
        var (browser, system) => $"{browser} on {system}",
    };

    private static string? First((string Mark, string Name)[] known, string agent) =>
        Array.Find(known, k => agent.Contains(k.Mark, StringComparison.Ordinal)).Name;
}
