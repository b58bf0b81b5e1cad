namespace EllaAI.Core.Operations;

/// <summary>What is forgotten together: a company's entries of one subject, or all of a company's. Only <see cref="Access.Actor"/> makes one.</summary>
public sealed record CacheTag
{
    internal CacheTag(string company, string subject) => (Company, Subject) = (company, subject);

    public string Company { get; }

    /// <summary>Empty for all of the company's.</summary>
    public string Subject { get; }

    public override string ToString() => Subject.Length == 0 ? Company : $"{Company}/{Subject}";
}

/// <summary>Where one remembered value lives. Only <see cref="Access.Actor"/> makes one, so that no company can hit another one's entry.</summary>
public sealed record CacheKey
{
    internal CacheKey(string company, string subject, string id) => (Company, Subject, Id) = (new(company, ""), new(company, subject), id);

    public CacheTag Company { get; }

    /// <summary>A new one whenever the shape of the values changes: replicas of two versions share one Redis during a deployment.</summary>
    public CacheTag Subject { get; }

    public string Id { get; }

    public override string ToString() => $"{Subject}/{Id}";
}
