using System.Text.Json;
using System.Text.Json.Serialization;
using EllaAI.Core.Companies;
using EllaAI.Core.Execution;
using EllaAI.Core.Questions;
using EllaAI.Web.Questions;

namespace EllaAI.Web.Attempts;

/// <summary>What the candidate's page shows and what its script needs. Holds nothing that a candidate may not see.</summary>
/// <param name="AttemptId">The attempt as 32 hexadecimal digits; names what the browser keeps until the server has it.</param>
/// <param name="CsrfToken">Goes into <c>X-CSRF-TOKEN</c> of every request that changes something.</param>
/// <param name="Practice">A place to try the editor: nothing is kept, nothing is scored, no clock, no submit.</param>
public sealed record WorkspaceView(
    string AttemptId,
    string CompanyName,
    string AssessmentTitle,
    string CandidateName,
    string CsrfToken,
    IReadOnlyList<WorkspaceQuestion> Questions,
    IReadOnlyList<WorkspaceLanguage> Languages,
    WorkspaceAddresses Api,
    bool Practice = false)
{
    /// <summary>Starter code for a practice, which has no session to fetch it from.</summary>
    public IReadOnlyList<WorkspaceStarter> Starters { get; init; } = [];

    /// <summary>How often the attempt had gone from one device to another when this page was made.</summary>
    public int Handovers { get; init; }

    /// <summary>Whose colour and logo are shown; null for none.</summary>
    public Company? Mark { get; init; }

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    /// <summary>For a <c>script type="application/json"</c>. The default encoder escapes every angle bracket, so no text can end the element.</summary>
    /// <param name="worker">Address of the editor's worker.</param>
    internal string ToData(string worker) => JsonSerializer.Serialize(
        new
        {
            Attempt = AttemptId,
            Practice,
            CsrfToken,
            Worker = worker,
            Api,
            Questions = Questions.Select(question => new { question.Id, question.Number, question.Title, question.Points, question.Languages, question.OwnInput, question.InputHint }),
            Languages,
            Starters,
            Handovers,
        },
        Web);
}

/// <param name="StatementHtml">Sanitized already: it is written as it is.</param>
/// <param name="Points">What full marks are worth; 0 when nothing is scored.</param>
/// <param name="Languages">Ids of those that this question can be answered in.</param>
/// <param name="OwnInput">The candidate can also run it on input of their own.</param>
/// <param name="InputHint">What the candidate's own input is, when it is not standard input; empty otherwise.</param>
public sealed record WorkspaceQuestion(string Id, int Number, string Title, string StatementHtml, int Points, IReadOnlyList<string> Languages, bool OwnInput, string InputHint)
{
    public static WorkspaceQuestion Of(Question question, int number, IEnumerable<LanguageInfo> offered, bool scored) => new(
        question.Id.Value.ToString("N"),
        number,
        question.Title,
        Questions.StatementHtml.Of(question.Statement),
        scored ? question.Points : 0,
        [.. offered.Select(l => l.Id).Where(question.Allows)],
        question.UnitTests.Count == 0,
        question switch
        {
            { Function: { } function } => $"A JSON array of the arguments: {string.Join(", ", function.Parameters.Select(p => $"{p.Name} ({DataTypeName.Of(p.Type)})"))}.",
            { Interactor: not null } => "With own input your program talks to nobody: it reads what you type here.",
            _ => "",
        });
}

/// <param name="MonacoId">The editor's name for the language.</param>
/// <param name="FileName">Shown above the code, such as <c>Main.java</c>.</param>
public sealed record WorkspaceLanguage(string Id, string Name, string MonacoId, string FileName)
{
    public static WorkspaceLanguage Of(LanguageInfo language) => new(language.Id, language.Name, language.MonacoId, language.FileName);
}

/// <param name="Texts">Language id to code.</param>
public sealed record WorkspaceStarter(string Question, IReadOnlyDictionary<string, string> Texts);

/// <summary>Where the page's script sends to. Null: this page has no such thing.</summary>
/// <param name="Executions">Also the prefix of one execution: <c>{Executions}/{id}</c>.</param>
/// <param name="Done">Where the page goes when the attempt is closed, or back from a practice.</param>
public sealed record WorkspaceAddresses(string? Session, string? Journal, string Executions, string? Finish, string? Hub, string? Done)
{
    /// <summary>Gets the attempt back from another device.</summary>
    public string? Seat { get; init; }

    /// <summary>Says that this page holds nothing back from another device that wants to go on.</summary>
    public string? Release { get; init; }

    public static WorkspaceAddresses Attempt(string id) => new(
        $"/attempts/{id}/session",
        $"/attempts/{id}/journal",
        $"/attempts/{id}/executions",
        $"/attempts/{id}/finish",
        $"/hubs/attempt?attempt={id}",
        $"/attempts/{id}/done")
    {
        Seat = $"/attempts/{id}/seat",
        Release = $"/attempts/{id}/release",
    };

    public static WorkspaceAddresses Practice(string token) => new(null, null, $"/practice/{token}/executions", null, null, $"/take/{token}");
}
