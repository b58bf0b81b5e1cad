using EllaAI.Core;
using EllaAI.Core.Storage;

namespace EllaAI.Web.Api;

/// <param name="Next">To be sent as <c>cursor</c>; null when this is the last page.</param>
internal sealed record ApiPage<T>(IEnumerable<T> Items, string? Next)
{
    public static ApiPage<T> Of<TItem>(Page<TItem> page, Func<TItem, T> show) => new([.. page.Items.Select(show)], page.Next.Length > 0 ? page.Next : null);
}

internal static class ApiPages
{
    private static readonly Problem _badCursor = Problems.Invalid("cursor", "This cursor is not one that this list gave. Begin without one.");

    /// <param name="read">Asks for the page after the cursor.</param>
    public static async Task<Result<T>> From<T>(string? cursor, Func<string, Task<Result<T>>> read)
    {
        try
        {
            return await read(cursor ?? "");
        }
        catch (ArgumentException) when (cursor is { Length: > 0 })
        {
            // The store knows its own cursors.
            return _badCursor;
        }
    }
}
