namespace EllaAI.Core.Storage;

/// <summary>A company's documents: all, those of one collection, or those of it whose ids begin alike. Only <see cref="Access.Actor"/> makes one.</summary>
public sealed record DocumentRange
{
    internal DocumentRange(string company, string collection, string prefix) => (Company, Collection, Prefix) = (company, collection, prefix);

    public string Company { get; }

    /// <summary>Empty for all.</summary>
    public string Collection { get; }

    /// <summary>Empty for all; letters and digits otherwise.</summary>
    public string Prefix { get; }

    /// <summary>Of a walk through all collections: it goes on behind the document of this collection and <see cref="AfterId"/>. Empty to begin at the first.</summary>
    public string AfterCollection { get; init; } = "";

    public string AfterId { get; init; } = "";
}
