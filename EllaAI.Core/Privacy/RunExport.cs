using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Core.Impersonations;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>Writes an export's file, in parts that become documents. One that was cut off is written anew.</summary>
public sealed class RunExport(IDocumentStore documents, FindTraces candidates, FindAccountTraces accounts, TimeProvider clock)
{
    private static readonly Actor _platform = Actor.System(CompanyId.Platform);
    private static readonly JsonSerializerOptions _readable = DocumentJson.Configure(new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>What lets somebody in says nothing about anybody.</summary>
    private static readonly string[] _secrets = ["tokenHash", "passwordHash", "securityStamp", "stamp", "authenticator", "recoveryCodes", "publicKey", "salt", "hash"];

    /// <summary>Of an impersonation: the sessions are those of whoever acts.</summary>
    private static readonly string[] _sessions = ["own", "session"];

    public async Task<Result<Export>> Run(Actor actor, ExportId id, CancellationToken ct)
    {
        if (!actor.May(Permission.RunJobs)) return Problems.Forbidden;
        if (await documents.Get<Export>(Export.Key(actor, id), ct) is not { } found) return Problems.NotFound;
        if (found.Value.State == ExportState.Ready) return found.Value;
        var begun = found.Value with { Try = found.Value.Try + 1, Parts = 0, Documents = 0, Bytes = 0 };
        if (!await documents.Commit([Change.Update(found, begun)], [], ct)) return Problems.Conflict;
        return await Write(actor, new(found.Key, begun, found.Version + 1), ct);
    }

    private async Task<Result<Export>> Write(Actor actor, Versioned<Export> export, CancellationToken ct)
    {
        using var file = new PartBuffer();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "README.txt", "What is kept about one person, as it was when this was asked for. Each folder holds one kind of document as JSON; code stands beside it as files, and mails as texts.\n");
            var number = 0;
            await foreach (var trace in Traces(actor, export.Value, ct))
            {
                Write(zip, trace, ++number);
                if (file.Held < ExportPart.Size) continue;
                if (await Part(actor, export, file, number, whole: false, ct) is not { } moved) return Problems.Conflict;
                export = moved;
            }

            export = export with { Value = export.Value with { Documents = number } };
        }

        if (await Part(actor, export, file, export.Value.Documents, whole: true, ct) is not { } written) return Problems.Conflict;
        var ready = written.Value with { State = ExportState.Ready, ReadyAt = clock.GetUtcNow(), Address = null };
        return await documents.Commit([Change.Update(written, ready)], [], ct) ? ready : Problems.Conflict;
    }

    private IAsyncEnumerable<Trace> Traces(Actor actor, Export export, CancellationToken ct) => export.Account is { } account
        ? OfAccount(account, export.Subject, ct)
        : candidates.OfCandidate(actor, export.Address!, export.Subject, null, ct);

    private async IAsyncEnumerable<Trace> OfAccount(AccountId id, string subject, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (await documents.Get<Account>(_platform.Key(Account.Collection, id), ct) is not { } account) yield break;
        await foreach (var trace in accounts.Run(account.Value, subject, ct))
            if (!trace.OnlyNames) yield return trace;
    }

    /// <summary>Moves what the file holds so far into parts. Null when somebody else writes it.</summary>
    private async Task<Versioned<Export>?> Part(Actor actor, Versioned<Export> export, PartBuffer file, int written, bool whole, CancellationToken ct)
    {
        var bytes = file.Take();
        var taken = 0;
        while (bytes.Length - taken >= ExportPart.Size || (whole && taken < bytes.Length))
        {
            var size = Math.Min(ExportPart.Size, bytes.Length - taken);
            var moved = export.Value with { Parts = export.Value.Parts + 1, Documents = written, Bytes = export.Value.Bytes + size };
            var part = new ExportPart(bytes[taken..(taken + size)]);
            if (!await documents.Commit([Change.Create(ExportPart.Key(actor, moved.Id, moved.Try, export.Value.Parts), part), Change.Update(export, moved)], [], ct)) return null;
            (export, taken) = (new(export.Key, moved, export.Version + 1), taken + size);
        }

        file.Write(bytes, taken, bytes.Length - taken);
        return export;
    }

    private static void Write(ZipArchive zip, Trace trace, int number)
    {
        var (folder, name) = (trace.Key.Collection, trace.Key.Id);
        if (trace.Value is Export or ExportPart) return;
        // Such a text lets its reader in somewhere.
        var value = trace.Value is Mail { Personal: not null } personal ? personal with { Text = "This text held a link that is nobody's to keep." } : trace.Value;
        Add(zip, $"{folder}/{name}.json", Json(value));
        switch (value)
        {
            case CodeExecution execution:
                Add(zip, string.Create(CultureInfo.InvariantCulture, $"code/{execution.RequestedAt:yyyyMMdd-HHmmss}-{number}-{execution.Kind}.{Extension(execution.Language)}"), execution.Source);
                break;
            case Draft draft:
                foreach (var (language, text) in draft.Texts) Add(zip, $"code/editor-{draft.Question.Value:N}-earlier.{Extension(language)}", text);
                break;
            case DraftText text:
                Add(zip, $"code/editor-{text.Question.Value:N}.{Extension(text.Language)}", text.Text);
                break;
            case Mail mail:
                Add(zip, $"mail/{name}.txt", $"{mail.At:u}\nTo: {mail.ToName} <{mail.ToAddress}>\nSubject: {mail.Subject}\n\n{mail.Text}");
                break;
            default:
                break;
        }
    }

    private static string Extension(string language) => language switch
    {
        "python" => "py",
        "javascript" => "js",
        "typescript" => "ts",
        "csharp" => "cs",
        "rust" => "rs",
        "ruby" => "rb",
        _ => string.Concat(language.Where(char.IsAsciiLetterOrDigit)) is { Length: > 0 } plain ? plain : "txt",
    };

    private static string Json(object value)
    {
        var json = JsonSerializer.SerializeToNode(value, value.GetType(), _readable);
        Strip(json, value is Impersonation ? _sessions : _secrets);
        return json?.ToJsonString(_readable) ?? "null";
    }

    private static void Strip(JsonNode? node, string[] secrets)
    {
        if (node is JsonObject fields)
            foreach (var field in fields.ToArray())
                // Of a number it is what an editor's text sums up to.
                if (secrets.Contains(field.Key) && field.Value?.GetValueKind() != JsonValueKind.Number) fields.Remove(field.Key);
                else Strip(field.Value, secrets);
        else if (node is JsonArray items)
            foreach (var item in items) Strip(item, secrets);
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
