using EllaAI.Core;
using EllaAI.Core.Audit;
using EllaAI.Core.Storage;
using EllaAI.Web.Audit;
using Xunit;

namespace EllaAI.Web.Tests.Audit;

/// <summary>What the page shows while answers come late.</summary>
public sealed class ShownAuditTests
{
    private static readonly AuditFilter _saved = new(AuditAction.QuestionSaved), _resent = new(AuditAction.MailResent);
    private readonly List<(AuditFilter Filter, string Cursor, TaskCompletionSource<Result<Page<AuditLine>>> Answer)> _asked = [];
    private readonly ShownAudit _shown;

    public ShownAuditTests() => _shown = new((filter, cursor) =>
    {
        _asked.Add((filter, cursor, new(TaskCreationOptions.RunContinuationsAsynchronously)));
        return _asked[^1].Answer.Task;
    });

    [Fact]
    public async Task What_was_chosen_last_is_shown_whichever_answer_comes_last()
    {
        var (first, last) = (_shown.Choose(_saved), _shown.Choose(_resent));
        _asked[1].Answer.SetResult(new Page<AuditLine>([], "last"));
        await last;
        _asked[0].Answer.SetResult(new Page<AuditLine>([], "first"));
        await first;

        Assert.Equal((_resent, "last"), (_shown.Filter, _shown.Page?.Next));
    }

    [Fact]
    public async Task What_failed_and_is_wanted_no_more_is_not_told()
    {
        var (first, second, last) = (_shown.Choose(_saved), _shown.Choose(new()), _shown.Choose(_resent));
        _asked[0].Answer.SetException(new StoreUnavailableException("away"));
        await first;
        _asked[2].Answer.SetResult(new Page<AuditLine>([], "last"));
        await last;
        _asked[1].Answer.SetResult(Problems.Forbidden);
        await second;

        Assert.Equal((null, "last"), (_shown.Problem, _shown.Page?.Next));
    }

    [Fact]
    public async Task A_page_turned_while_another_filter_is_asked_for_is_its_first_one()
    {
        var chosen = _shown.Choose(_resent);
        _shown.Trail.Forward("of-the-filter-before");
        var turned = _shown.Load();
        _asked[1].Answer.SetException(new ArgumentException("The cursor is not one that this query gave."));
        await Until.True(() => _asked.Count == 3);
        _asked[2].Answer.SetResult(new Page<AuditLine>([], "first"));
        await turned;
        _asked[0].Answer.SetResult(new Page<AuditLine>([], "late"));
        await chosen;

        Assert.Equal((_resent, ""), (_asked[2].Filter, _asked[2].Cursor));
        Assert.Equal(("first", 1), (_shown.Page?.Next, _shown.Trail.Number));
    }

    [Fact]
    public async Task A_store_that_is_away_is_told()
    {
        var chosen = _shown.Choose(_resent);
        _asked[0].Answer.SetException(new StoreUnavailableException("away"));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => chosen);
    }
}
