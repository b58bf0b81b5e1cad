namespace EllaAI.Core.Plans;

/// <summary>What a plan can limit.</summary>
public enum Quota
{
    /// <summary>Who can act for the company, and open invitations to become such.</summary>
    Members,

    /// <summary>Published ones.</summary>
    Assessments,

    /// <summary>Of one day in UTC, candidates' among them.</summary>
    Executions,

    /// <summary>Bytes of all documents of the company.</summary>
    Storage,
}

/// <summary>How far something is used up.</summary>
public enum QuotaState
{
    /// <summary>There is no limit.</summary>
    Unlimited,

    /// <summary>Nobody knows yet: storage is measured from time to time.</summary>
    Unknown,
    Fine,

    /// <summary>From <see cref="QuotaUse.NearPercent"/> on.</summary>
    Near,

    /// <summary>Nothing more begins.</summary>
    Reached,
}

/// <param name="Used">Null when it was never measured.</param>
/// <param name="Limit">Null for none.</param>
public sealed record QuotaUse(Quota Quota, long? Used, long? Limit)
{
    public const int NearPercent = 80;

    /// <summary>The plan whose limit it is; empty for one of the company's own, and for none.</summary>
    public string Plan { get; init; } = "";

    /// <summary>Rounded down, so that what is not full does not look so; above 100 after a limit was lowered.</summary>
    public int? Percent => (Used, Limit) switch
    {
        (null, _) or (_, null) => null,
        (_, 0) => 100,
        ({ } used, { } limit) => (int)Math.Min(9_999, (decimal)used * 100 / limit),
    };

    public QuotaState State => (Limit, Percent) switch
    {
        (null, _) => QuotaState.Unlimited,
        (_, null) => QuotaState.Unknown,
        (_, >= 100) => QuotaState.Reached,
        (_, >= NearPercent) => QuotaState.Near,
        _ => QuotaState.Fine,
    };
}
