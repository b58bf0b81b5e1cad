using EllaAI.Core.Access;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Assessments;

public readonly record struct AssessmentId(Guid Value) : IId<AssessmentId>
{
    public static AssessmentId Of(Guid value) => new(value);
}

public enum AssessmentStatus
{
    Draft,
    Published,
}

/// <summary>What a recruiter composes: a timed set of questions.</summary>
/// <param name="Languages">Language ids that a candidate may choose from.</param>
/// <param name="Paper">What candidates get; set by publishing.</param>
public sealed record Assessment(
    AssessmentId Id,
    string Title,
    int DurationMinutes,
    IReadOnlyList<QuestionId> Questions,
    IReadOnlyList<string> Languages,
    AssessmentStatus Status,
    PaperId? Paper,
    DateTimeOffset ChangedAt)
{
    public const string Collection = "assessment";
    public const int MaxTitle = 120;
    public const int MaxQuestions = 20;
    public const int MaxMinutes = 8 * 60;
    public const int MaxTeam = 50;

    public static IndexSpec Newest { get; } = new(Collection, "assessment-newest", [], "changedAt");

    /// <summary>A candidate's link opens only with a code that is mailed to the invited address.</summary>
    public bool AsksForCode { get; init; }

    public AssessmentAccess Access { get; init; }

    /// <summary>Since when nobody can be invited to it any more; null while they can. Who was invited before takes it all the same.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>Counts towards the limit of the company's plan.</summary>
    public bool IsActive => Status == AssessmentStatus.Published && ArchivedAt is null;

    /// <summary>The member who made it; null where none did.</summary>
    public AccountId? Author { get; init; }

    /// <summary>To whom it is open besides its author; empty unless it is a team's.</summary>
    public IReadOnlyList<AccountId> Team { get; init; } = [];

    public bool IsOpenTo(Actor actor) =>
        Access == AssessmentAccess.Company || actor.May(Permission.ViewEveryAssessment)
        || (actor.Account is { } account && (account == Author || Team.Contains(account)));

    /// <summary>Who made it may close it to others; what nobody has made only those who would still see it.</summary>
    public bool MayBeSharedBy(Actor actor) =>
        actor.May(Permission.EditAssessments) && (actor.May(Permission.ViewEveryAssessment) || (actor.Account is { } account && account == Author));

    public Assessment Open(AssessmentAccess access, IReadOnlyList<AccountId> team) =>
        this with { Access = access, Team = access == AssessmentAccess.Team ? [.. team.Distinct().Where(member => member != Author)] : [] };

    public bool IsAsOpenAs(Assessment other) => Access == other.Access && Team.ToHashSet().SetEquals(other.Team);

    /// <summary>For the audit log: members by their ids, for names are personal.</summary>
    public string OpenInShort() => Access switch
    {
        AssessmentAccess.Company => "company",
        AssessmentAccess.Team => $"team: {string.Join(", ", Team.Select(member => member.Value.ToString("N")).Order())}",
        _ => "private",
    };

    /// <summary>For the audit log.</summary>
    public string InShort() => $"{Title}, {DurationMinutes} minutes, {Questions.Count} questions{(AsksForCode ? ", code by e-mail" : "")}";

    public Problem? Check() => this switch
    {
        { Title: var title } when Text.IsBlank(title) => Problems.Invalid("title", "Give the assessment a title."),
        { Title.Length: > MaxTitle } => Problems.Invalid("title", $"The title can have at most {MaxTitle} characters."),
        _ when Title.Any(Text.IsUnprintable) => Problems.Invalid("title", "A title cannot have line breaks or control characters."),
        { DurationMinutes: < 1 or > MaxMinutes } => Problems.Invalid("duration", $"The duration is between 1 and {MaxMinutes} minutes."),
        { Questions.Count: > MaxQuestions } => Problems.Invalid("questions", $"An assessment can have at most {MaxQuestions} questions."),
        _ when Questions.Distinct().Count() < Questions.Count => Problems.Invalid("questions", "A question can be in an assessment once."),
        _ => CheckAccess(),
    };

    public Problem? CheckAccess() => this switch
    {
        _ when !Enum.IsDefined(Access) => Problems.Invalid("access", "Choose whom the assessment is open to."),
        { Team.Count: > MaxTeam } => Problems.Invalid("access", $"A team can have at most {MaxTeam} members. Open the assessment to the whole company instead."),
        { Access: AssessmentAccess.Team, Team.Count: 0 } => Problems.Invalid("access", "Choose who belongs to the team, or make the assessment private."),
        _ => null,
    };

    public Result<Assessment> Publish(PaperId paper, DateTimeOffset now) => this switch
    {
        { Status: not AssessmentStatus.Draft } => AssessmentProblems.NotDraft,
        { Questions.Count: 0 } => AssessmentProblems.Empty,
        { Languages.Count: 0 } => AssessmentProblems.NoLanguage,
        _ => this with { Status = AssessmentStatus.Published, Paper = paper, ChangedAt = now },
    };
}

public static class AssessmentProblems
{
    public static Problem NotDraft { get; } =
        new("assessment-not-draft", "This assessment is published: what candidates get no longer changes.", ProblemKind.Conflict);

    public static Problem NotPublished { get; } =
        new("assessment-not-published", "Publish the assessment first: candidates can only be invited to a published one.", ProblemKind.Conflict);

    public static Problem Archived { get; } =
        new("assessment-archived", "This assessment is archived. Restore it to invite somebody.", ProblemKind.Conflict);

    public static Problem NotYours { get; } =
        new("assessment-not-yours", "Only its author and the company's admins say whom this assessment is open to.", ProblemKind.Forbidden);

    public static Problem Empty { get; } = new("assessment-empty", "Add at least one question.");

    public static Problem NoLanguage { get; } = new("assessment-no-language", "Choose at least one language.");

    public static Problem TooLarge { get; } = new(
        "assessment-too-large",
        $"The questions with their tests and files are together larger than {CommitRules.MaxCommitBytes:N0} bytes. Remove a question, or shorten the largest tests.",
        ProblemKind.TooLarge);

    public static Problem QuestionGone { get; } =
        new("assessment-question-gone", "A chosen question no longer exists. Remove it from the assessment.", ProblemKind.Conflict);
}
