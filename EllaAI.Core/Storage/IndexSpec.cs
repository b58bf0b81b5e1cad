namespace EllaAI.Core.Storage;

/// <summary>A query that the product may ask. Both stores build their indexes from these; a query without one is refused.</summary>
/// <param name="Fields">Names (camelCase) of the fields compared for equality, in order.</param>
/// <param name="OrderBy">Another field, whose JSON text or number sorts as meant; ties are broken by id.</param>
/// <param name="AcrossCompanies">Only the system may ask it: unfinished work to take up again, for example.</param>
public sealed record IndexSpec(string Collection, string Name, IReadOnlyList<string> Fields, string OrderBy, bool AcrossCompanies = false);

/// <param name="Company">Null only for an index across companies.</param>
/// <param name="Values">One value (string, number or boolean) for each field of the index.</param>
/// <param name="Cursor">From <see cref="Versioned{T}.Cursor"/> of the last document seen; empty starts at the first.</param>
public sealed record DocumentQuery
{
    internal DocumentQuery(string? company, IndexSpec index, IReadOnlyList<object> values) =>
        (Company, Index, Values) = (company, index, values);

    public string? Company { get; }

    public IndexSpec Index { get; }

    public IReadOnlyList<object> Values { get; }

    public bool Descending { get; init; }

    public int Limit { get; init; } = 100;

    public string Cursor { get; init; } = "";

    /// <summary>Only documents whose <see cref="IndexSpec.OrderBy"/>, a text, is this or behind it; empty for all.</summary>
    public string From { get; init; } = "";

    /// <summary>Only those before this one; empty for all.</summary>
    public string Until { get; init; } = "";

    /// <summary>For a store's adapter: the key of a document that this query found.</summary>
    /// <exception cref="ArgumentException">The document is another company's: the adapter is wrong.</exception>
    public DocumentKey KeyOf(string company, string id) => Company is null || Company == company
        ? new(company, Index.Collection, id)
        : throw new ArgumentException("A query of one company found a document of another.", nameof(company));
}

/// <summary>Every index of the product.</summary>
public static class DeclaredIndexes
{
    public static IReadOnlyList<IndexSpec> All { get; } =
    [
        Access.Account.ByEmail,
        Access.Session.OfAccount,
        Access.Session.Oldest,
        Access.Origin.OfAccount,
        Access.Origin.OfProgram,
        Access.Origin.Oldest,
        Companies.PassedOn.Oldest,
        Members.Member.ByName,
        Members.Member.InRole,
        Members.Member.OfAccount,
        Members.Member.ByIdentity,
        Members.MemberInvitation.ByToken,
        Members.MemberInvitation.Newest,
        Impersonations.Impersonation.InState,
        Access.Tries.Oldest,
        Companies.Company.Everywhere,
        Plans.CompanyPlan.OfPlan,
        Questions.Question.Newest,
        Assessments.Assessment.Newest,
        Invitations.Invitation.ByToken,
        Invitations.Invitation.OfAssessment,
        Attempts.Attempt.OfAssessment,
        Attempts.Attempt.InState,
        Attempts.Attempt.Ended,
        Attempts.CodeExecution.OfSubject,
        Attempts.CodeExecution.InState,
        Attempts.Draft.OfAttempt,
        Attempts.DraftText.OfAttempt,
        Notifications.Mail.Newest,
        Audit.AuditEntry.Newest,
        Audit.AuditEntry.OfTime,
        Audit.AuditEntry.ByActor,
        Audit.AuditEntry.OfAction,
        Audit.AuditEntry.OfActor,
        Audit.AuditEntry.OfActorAndAction,
        Privacy.Erasure.Newest,
        Privacy.Erasure.InState,
        Privacy.Export.InState,
        OutboxEvent.Pending,
        Operations.Delivery.OfLane,
        Operations.Delivery.InState,
        Operations.Instance.Oldest,
    ];
}
