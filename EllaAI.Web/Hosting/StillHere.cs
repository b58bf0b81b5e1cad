using Hangfire.Server;

namespace EllaAI.Web.Hosting;

/// <summary>A Redis that was emptied has forgotten this server, and takes what it works on for work of the dead: tells it again.</summary>
internal sealed class StillHere : IBackgroundProcess
{
    private static readonly TimeSpan _pace = TimeSpan.FromSeconds(5);

    public void Execute(BackgroundProcessContext context)
    {
        context.Wait(_pace);
        if (context.IsStopping || context.Storage.GetMonitoringApi().Servers().Any(server => server.Name == context.ServerId)) return;
        using var connection = context.Storage.GetConnection();
        connection.AnnounceServer(context.ServerId, new ServerContext
        {
            Queues = [.. Queues.Served.Select(q => q.Queue)],
            WorkerCount = Queues.Served.Sum(q => q.Workers),
        });
    }
}
