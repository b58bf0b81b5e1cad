using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Questions;
using EllaAI.Core.Storage;
using EllaAI.Web.Questions;
using EllaAI.Web.Ui.Shared;

namespace EllaAI.Web.Assessments;

/// <param name="Row">Null when the library no longer has it.</param>
public sealed record ChosenQuestion(QuestionId Id, QuestionRow? Row);

/// <summary>An assessment while somebody composes it.</summary>
public sealed class AssessmentDraft
{
    private AssessmentDraft(Assessment assessment, long version, IEnumerable<ChosenQuestion> questions)
    {
        (Id, Version, Title, Minutes, AsksForCode) = (assessment.Id, version, assessment.Title, assessment.DurationMinutes, assessment.AsksForCode);
        (Access, Team, Author) = (assessment.Access, assessment.Team, assessment.Author);
        Questions = new(questions);
        Languages = [.. assessment.Languages];
    }

    public AssessmentId Id { get; }

    /// <summary>The version that is edited; 0 before the first save.</summary>
    public long Version { get; set; }

    public string Title { get; set; }

    public int Minutes { get; set; }

    public bool AsksForCode { get; set; }

    public AssessmentAccess Access { get; private set; }

    public IReadOnlyList<AccountId> Team { get; private set; }

    /// <summary>Null before the first save.</summary>
    public AccountId? Author { get; }

    public OrderedList<ChosenQuestion> Questions { get; }

    /// <summary>Language ids, in the order in which they were chosen.</summary>
    public List<string> Languages { get; }

    public int Points => Questions.Sum(question => question.Row?.Points ?? 0);

    public static AssessmentDraft New(IEnumerable<string> languages) =>
        new(new(new(Guid.NewGuid()), "", 60, [], [.. languages], AssessmentStatus.Draft, null, default), 0, []);

    public static AssessmentDraft Of(Versioned<Assessment> assessment, IEnumerable<ChosenQuestion> questions) =>
        new(assessment.Value, assessment.Version, questions);

    public bool Has(QuestionId question) => Questions.Any(chosen => chosen.Id == question);

    /// <summary>Chosen twice it would be asked twice: the second time changes nothing.</summary>
    public void Add(QuestionRow question)
    {
        if (Has(question.Id)) return;
        Questions.Forget(removed => removed.Id == question.Id);
        Questions.Add(new(question.Id, question));
    }

    public void Open(AssessmentAccess access, IReadOnlyList<AccountId> team) => (Access, Team) = (access, team);

    public void Choose(string language, bool chosen)
    {
        Languages.Remove(language);
        if (chosen) Languages.Add(language);
    }

    /// <summary>Languages in which this question begins with an empty editor.</summary>
    public IReadOnlyList<string> WithoutStarter(QuestionRow question) => [.. Languages.Where(language => !question.Starters.Contains(language))];

    public Assessment ToAssessment() =>
        new(Id, Title, Minutes, [.. Questions.Select(chosen => chosen.Id)], [.. Languages], AssessmentStatus.Draft, null, default)
        {
            AsksForCode = AsksForCode,
            Access = Access,
            Team = Team,
            Author = Author,
        };
}
