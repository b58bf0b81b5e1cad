using EllaAI.Core;
using EllaAI.Core.Audit;
using EllaAI.Core.Storage;
using EllaAI.Web.Ui.Shared;

namespace EllaAI.Web.Audit;

/// <summary>What of the log is shown: the answer to what was asked last, however late an earlier one comes.</summary>
/// <param name="read">Reads the page after the cursor.</param>
internal sealed class ShownAudit(Func<AuditFilter, string, Task<Result<Page<AuditLine>>>> read)
{
    private int _asked;

    public AuditFilter Filter { get; private set; } = new();

    public PageTrail Trail { get; private set; } = new();

    /// <summary>Null before the first answer, and where there is a problem.</summary>
    public Page<AuditLine>? Page { get; private set; }

    public Problem? Problem { get; private set; }

    /// <summary>From its first page on.</summary>
    public Task Choose(AuditFilter filter)
    {
        (Filter, Trail) = (filter, new());
        return Load();
    }

    /// <summary>The page at which the trail is.</summary>
    public async Task Load()
    {
        var asked = ++_asked;
        Result<Page<AuditLine>> answer;
        try
        {
            answer = await read(Filter, Trail.Cursor);
        }
        catch when (asked != _asked)
        {
            return;
        }
        catch (ArgumentException) when (Trail.Cursor.Length > 0)
        {
            // Turned while another filter was asked for, or the company has another time zone since: the first page is as good as any.
            await Choose(Filter);
            return;
        }

        if (asked != _asked) return;
        (Page, Problem) = answer.Ok(out var page, out var problem) ? (page, (Problem?)null) : (null, problem);
    }
}
