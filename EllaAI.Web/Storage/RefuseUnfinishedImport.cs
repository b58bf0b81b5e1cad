using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Storage;

/// <summary>The product does not start on documents of which a part is still missing.</summary>
internal sealed class RefuseUnfinishedImport(IDocumentStore documents) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await Find(cancellationToken) is { } unfinished)
            throw new StartupException($"Documents are being carried into this store from {unfinished.Source}, and not all are there: let ./ella data finish it.");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<UnfinishedImport?> Find(CancellationToken ct)
    {
        try
        {
            return (await documents.Get<UnfinishedImport>(UnfinishedImport.Key, ct))?.Value;
        }
        catch (StoreUnavailableException)
        {
            // Whether the product starts without its store is not decided here.
            return null;
        }
    }
}
