using EllaAI.Core;

namespace EllaAI.Web.Ui.Shared;

/// <summary>Which part of a form a problem belongs to.</summary>
public static class FieldProblems
{
    /// <summary>The problem when it has one of the codes, else null.</summary>
    public static Problem? Among(this Problem? problem, params IReadOnlyList<string> codes) =>
        problem is not null && codes.Contains(problem.Code) ? problem : null;

    public static Problem? NotAmong(this Problem? problem, params IReadOnlyList<string> codes) =>
        problem.Among(codes) is null ? problem : null;
}
