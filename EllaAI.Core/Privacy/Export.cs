using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

public readonly record struct ExportId(Guid Value) : IId<ExportId>
{
    public static ExportId Of(Guid value) => new(value);
}

public enum ExportState
{
    Waiting,
    Ready,
}

/// <summary>All that is kept about a person, written into one ZIP by a job, for whoever asked and for a day.</summary>
/// <param name="Subject">As on receipts: see <see cref="Erasure.Subject"/>.</param>
public sealed record Export(ExportId Id, string Subject, AccountId By, DateTimeOffset AskedAt)
{
    public const string Collection = "export";

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    public static IndexSpec InState { get; } = new(Collection, "export-in-state", ["state"], "askedAt", AcrossCompanies: true);

    public ExportState State { get; init; }

    /// <summary>Whom it is about; null once it is ready, and for an account.</summary>
    public string? Address { get; init; }

    /// <summary>Of somebody who signs in: then it is their own.</summary>
    public AccountId? Account { get; init; }

    /// <summary>Documents written so far.</summary>
    public int Documents { get; init; }

    public long Bytes { get; init; }

    /// <summary>The parts of the last try begin with it: one that was cut off is begun anew.</summary>
    public int Try { get; init; }

    public int Parts { get; init; }

    public DateTimeOffset? ReadyAt { get; init; }

    public bool IsOver(DateTimeOffset now) => now >= (ReadyAt ?? AskedAt) + Lifetime;

    public static DocumentKey Key(Actor actor, ExportId id) => actor.Key(Collection, id);
}

/// <summary>A piece of the file: a document holds no more.</summary>
public sealed record ExportPart(byte[] Bytes)
{
    public const string Collection = "export-part";

    /// <summary>In a document it is a third longer.</summary>
    public const int Size = 600_000;

    public static DocumentKey Key(Actor actor, ExportId id, int attempt, int number) => actor.Key(Collection, $"{id.Value:N}-{attempt:D4}-{number:D6}");
}
