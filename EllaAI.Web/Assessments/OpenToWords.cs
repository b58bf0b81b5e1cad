using EllaAI.Core.Assessments;
using EllaAI.Web.Ui.Shared;

namespace EllaAI.Web.Assessments;

/// <summary>Whom an assessment is open to, for people.</summary>
internal static class OpenToWords
{
    public static string Of(AssessmentAccess access, int team) => access switch
    {
        AssessmentAccess.Company => "Everyone in the company",
        AssessmentAccess.Team => $"A team of {team + 1}",
        _ => "Private",
    };

    public static string Icon(AssessmentAccess access) => access switch
    {
        AssessmentAccess.Company => Glyphs.Globe,
        AssessmentAccess.Team => Glyphs.Person,
        _ => Glyphs.Lock,
    };
}
