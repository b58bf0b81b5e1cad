using EllaAI.Core.Access;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>What a company says about the people whom it invites.</summary>
/// <param name="RetentionDays">After its end an attempt is kept for so many days; null for as long as nobody erases it.</param>
/// <param name="ConsentVersion">The number of the <see cref="ConsentText"/> that candidates agree to now; 0 when there never was one.</param>
public sealed record PrivacySettings(int? RetentionDays, int ConsentVersion)
{
    public const string Collection = "privacy-settings";
    public const int LeastDays = 7, MostDays = 3650;

    public static async Task<Versioned<PrivacySettings>> Of(IDocumentStore documents, Actor actor, CancellationToken ct)
    {
        var key = actor.Key(Collection, "all");
        return await documents.Get<PrivacySettings>(key, ct) ?? new(key, new(null, 0), 0);
    }
}
