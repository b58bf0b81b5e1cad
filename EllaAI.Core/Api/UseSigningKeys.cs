using System.Buffers.Text;
using System.Security.Cryptography;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Api;

/// <summary>The key that signs now, and those by which tokens are known. For all replicas the same: of several that make one at once, one does.</summary>
public sealed class UseSigningKeys(IDocumentStore documents, ISigningSeal seal, TimeProvider clock)
{
    public async Task<IReadOnlyList<SigningKey>> Known(CancellationToken ct) => (await SigningKeys.Of(documents, ct)).Value.Known(clock.GetUtcNow()).Keys;

    /// <summary>Made anew when there is none, when it has signed for long, and when its private half cannot be read any more.</summary>
    /// <returns>The private half in the form of RFC 5915.</returns>
    public async Task<(SigningKey Key, byte[] Secret)> Current(CancellationToken ct)
    {
        while (true)
        {
            var all = await SigningKeys.Of(documents, ct);
            var now = clock.GetUtcNow();
            if (!all.Value.IsDue(now))
            {
                foreach (var key in all.Value.Signers(now))
                    if (seal.Open(key.Id, key.Sealed) is { } secret) return (key, secret);
            }

            await documents.Commit([Change.Update(all, all.Value.Known(now).Add(New()))], [], ct);
        }
    }

    /// <summary>A chore: makes the next one in time, and forgets those whose tokens have ended.</summary>
    public async Task Rotate(CancellationToken ct)
    {
        var all = await SigningKeys.Of(documents, ct);
        if (all.Value.Keys.Count == 0) return;
        if (all.Value.IsDue(clock.GetUtcNow())) await Current(ct);
        else if (all.Value.Known(clock.GetUtcNow()) is var known && known.Keys.Count < all.Value.Keys.Count)
            await documents.Commit([Change.Update(all, known)], [], ct);
    }

    private SigningKey New()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (id, point) = (RandomNumberGenerator.GetHexString(32, lowercase: true), pair.ExportParameters(false).Q);
        return new(id, Base64Url.EncodeToString(point.X!), Base64Url.EncodeToString(point.Y!), seal.Seal(id, pair.ExportECPrivateKey()), clock.GetUtcNow());
    }
}
