namespace EllaAI.Web.Attempts;

/// <summary>What arrived for one question, as its candidate may see it.</summary>
/// <param name="Submissions">Zero when nothing was submitted.</param>
/// <param name="Score">0 to 100, or null when the company does not show scores.</param>
public sealed record ReceivedAnswer(string Question, int Submissions, int? Score = null);
