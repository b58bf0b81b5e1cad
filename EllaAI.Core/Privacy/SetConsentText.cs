using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>Says what candidates agree to from now on. Those who agreed before agreed to what it was.</summary>
public sealed class SetConsentText(IDocumentStore documents, TimeProvider clock)
{
    /// <param name="version">The one that was changed, so that nobody's is lost.</param>
    public async Task<Result<PrivacySettings>> Run(Actor actor, string text, int version, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ErasePeople) is { } withheld) return withheld;
        if (actor.Company == CompanyId.Platform) return Problems.Forbidden;
        text = text.Trim().ReplaceLineEndings("\n");
        if (text.Length > ConsentText.MaxText) return Problems.Invalid("text", $"This text can have at most {ConsentText.MaxText:N0} characters; it has {text.Length:N0}.");
        if (text.Any(c => c != '\n' && c != '\t' && Text.IsUnprintable(c))) return Problems.Invalid("text", "This text cannot have control characters.");
        var found = await PrivacySettings.Of(documents, actor, ct);
        if (found.Value.ConsentVersion != version) return Problems.Conflict;
        if (text == ((await ConsentText.Current(documents, actor, ct))?.Text ?? "")) return found.Value;
        var changed = found.Value with { ConsentVersion = version + 1 };
        var now = clock.GetUtcNow();
        var saved = await documents.Commit(
            [
                new(found.Key, changed, found.Version),
                Change.Create(ConsentText.Key(actor, changed.ConsentVersion), ConsentText.New(changed.ConsentVersion, text, now, actor.Name)),
            ],
            [actor.Did(AuditAction.ConsentTextChanged, "privacy", now, $"version {version}", text.Length == 0 ? $"version {version + 1}, empty" : $"version {version + 1}")],
            ct);
        return saved ? changed : Problems.Conflict;
    }
}
