using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Api;

/// <summary>A key as it is shown: of its secret only how it begins.</summary>
/// <param name="LastUsed">To the hour; null when it never was.</param>
public sealed record ApiKeyView(
    ApiKeyId Id, string Name, IReadOnlyList<string> Scopes, string Start, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsed)
{
    internal static ApiKeyView Of(ApiKey key, ApiKeyUse? use) => new(key.Id, key.Name, key.Scopes, key.Start, key.CreatedAt, key.ExpiresAt, use?.LastUsed);
}

/// <summary>The company's keys, oldest first.</summary>
public sealed class ListApiKeys(IDocumentStore documents)
{
    public async Task<Result<IReadOnlyList<ApiKeyView>>> Run(Actor actor, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageApiKeys) is { } withheld) return withheld;
        var shown = new List<ApiKeyView>();
        foreach (var key in (await CompanyApiKeys.Of(documents, actor, ct)).Value.Keys)
            shown.Add(ApiKeyView.Of(key, (await documents.Get<ApiKeyUse>(ApiKeyUse.Key(actor, key.Id), ct))?.Value));
        return shown;
    }
}
