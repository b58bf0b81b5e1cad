using System.Text;
using System.Text.Json;

namespace EllaAI.Core.Storage;

/// <summary>What every store asks of a commit before it does anything.</summary>
public static class CommitRules
{
    /// <summary>
    /// Bytes of a document's JSON in UTF-8. Firestore takes 1,048,576 for a whole document, with its name and its indexed fields;
    /// the embedded store keeps to the same, so that what works on one works on the other.
    /// </summary>
    public const int MaxBodyBytes = 1_000_000;

    /// <summary>
    /// Bytes of the JSON of all documents of one commit. Firestore takes 10,485,760 for a whole request; the rest is for names and
    /// indexed fields.
    /// </summary>
    public const int MaxCommitBytes = 9_000_000;

    /// <exception cref="ArgumentException">Not one company, or a document is named twice.</exception>
    public static void Check(IReadOnlyList<Change> changes, IReadOnlyList<IEvent> events)
    {
        if (changes.Select(c => c.Key.Company).Concat(events.Select(e => e.Company.Value)).Distinct().Count() > 1)
            throw new ArgumentException("A commit is about one company.", nameof(changes));
        if (changes.DistinctBy(c => c.Key).Count() < changes.Count)
            throw new ArgumentException("A commit writes each document once.", nameof(changes));
    }

    /// <summary>Whose commit it is. It must be of something.</summary>
    public static string Company(IReadOnlyList<Change> changes, IReadOnlyList<IEvent> events) =>
        changes.Count > 0 ? changes[0].Key.Company : events[0].Company.Value;

    /// <summary>Bytes of a document's JSON, to be kept below <see cref="MaxBodyBytes"/> by whoever lets it grow.</summary>
    public static int Size(object document) => JsonSerializer.SerializeToUtf8Bytes(document, document.GetType(), DocumentJson.Options).Length;

    /// <summary>The JSON of each document, null for one that is deleted.</summary>
    /// <exception cref="DocumentTooLargeException">One is over <see cref="MaxBodyBytes"/>, or all are over <see cref="MaxCommitBytes"/>.</exception>
    public static IReadOnlyList<string?> Bodies(IReadOnlyList<Change> changes)
    {
        string?[] bodies = [.. changes.Select(Body)];
        if (bodies.Sum(b => b?.Length ?? 0) > MaxCommitBytes / 3 && bodies.Sum(b => b is null ? 0 : Encoding.UTF8.GetByteCount(b)) is > MaxCommitBytes and var bytes)
            throw new DocumentTooLargeException($"The {changes.Count} documents of the commit have {bytes:N0} bytes; a store takes {MaxCommitBytes:N0} at once.");
        return bodies;
    }

    /// <summary>The JSON of a document; null when the change deletes it.</summary>
    /// <exception cref="DocumentTooLargeException">It is over <see cref="MaxBodyBytes"/>.</exception>
    public static string? Body(Change change)
    {
        if (change.Value is null) return null;
        var body = JsonSerializer.Serialize(change.Value, DocumentJson.Options);
        // No text of fewer letters can have more bytes.
        if (body.Length > MaxBodyBytes / 3 && Encoding.UTF8.GetByteCount(body) is > MaxBodyBytes and var bytes)
            throw new DocumentTooLargeException($"The document {change.Key} has {bytes:N0} bytes; a store takes {MaxBodyBytes:N0}.");
        return body;
    }
}

/// <summary>A document, or all of a commit together, is larger than any store takes. Large things are bounded where they come in, or kept in parts.</summary>
public sealed class DocumentTooLargeException : InvalidOperationException
{
    public DocumentTooLargeException() { }

    public DocumentTooLargeException(string message) : base(message) { }

    public DocumentTooLargeException(string message, Exception inner) : base(message, inner) { }
}
