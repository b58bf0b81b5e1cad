using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Privacy;

/// <summary>Deletes the files of exports whose day is over.</summary>
public sealed class ForgetExports(IDocumentStore documents, TimeProvider clock)
{
    public async Task<int> Run(CancellationToken ct)
    {
        var gone = 0;
        foreach (var state in (string[])["ready", "waiting"])
            await foreach (var export in documents.All<Export>(Actor.System(CompanyId.Platform).QueryEverywhere(Export.InState, state), ct))
                if (export.Value.IsOver(clock.GetUtcNow()) && await Delete(export, ct)) gone++;
        return gone;
    }

    private async Task<bool> Delete(Versioned<Export> export, CancellationToken ct)
    {
        var company = Actor.System(new(export.Key.Company));
        await foreach (var part in documents.Walk(company.Range(ExportPart.Collection, export.Value.Id.Value.ToString("N")), ct))
            await documents.Commit([new(part.Key, null, part.Version)], [], ct);
        return await documents.Commit([new(export.Key, null, export.Version)], [], ct);
    }
}
