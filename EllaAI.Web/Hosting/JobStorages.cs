using Hangfire;

namespace EllaAI.Web.Hosting;

/// <summary>Where jobs wait.</summary>
/// <param name="Main">Shared by all replicas on Redis, or the same as <paramref name="Here"/>.</param>
/// <param name="Here">The memory of this process, which serves while Redis does not answer.</param>
/// <param name="Circuit">To Redis; null without it.</param>
public sealed record JobStorages(JobStorage Main, JobStorage Here, Circuit? Circuit) : IDisposable
{
    public bool Shared => Circuit is not null;

    public void Dispose()
    {
        if (Shared) (Here as IDisposable)?.Dispose();
    }
}
