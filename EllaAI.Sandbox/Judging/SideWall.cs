using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Pool;

namespace EllaAI.Sandbox.Judging;

/// <summary>
/// The wall of a question's own program, beside the candidate's. Made when it is first needed, kept for the submission, replaced
/// when it breaks. It does not count as a submission, so nobody waits in the queue for it.
/// </summary>
internal sealed class SideWall(WallPool pool, CancellationToken ct) : IDisposable
{
    /// <summary>A wall that broke is replaced this many times less one.</summary>
    private const int Attempts = 2;

    private Wall? _wall;
    private CancellationTokenRegistration _ending;

    /// <param name="prepare">What a new wall gets first.</param>
    /// <exception cref="WallLostException">It broke again, or the submission was cancelled.</exception>
    public T Use<T>(Action<Wall> prepare, Func<Wall, T> use)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return use(Ready(prepare));
            }
            catch (WallLostException) when (attempt < Attempts && !ct.IsCancellationRequested)
            {
                Dispose();
            }
            catch
            {
                Dispose();
                throw;
            }
        }
    }

    public void Dispose()
    {
        _ending.Dispose();
        _wall?.Dispose();
        _wall = null;
    }

    private Wall Ready(Action<Wall> prepare)
    {
        if (_wall is { } ready) return ready;
        _wall = pool.Take(ct).GetAwaiter().GetResult();
        _ending = ct.Register(_wall.Break);
        prepare(_wall);
        return _wall;
    }
}
