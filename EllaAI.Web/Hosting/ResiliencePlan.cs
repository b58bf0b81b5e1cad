namespace EllaAI.Web.Hosting;

/// <summary>How one kind of neighbour is called: tries, each through the circuit, each within its time.</summary>
/// <param name="Timeout">Of one try.</param>
/// <param name="Tries">More than one only where asking twice does no harm.</param>
public sealed record ResiliencePlan(string Neighbour, TimeSpan Timeout, int Tries = 1)
{
    /// <summary>In a row.</summary>
    public const int FailuresToOpen = 5;

    public static readonly TimeSpan StaysOpen = TimeSpan.FromSeconds(30), LongestTimeout = TimeSpan.FromSeconds(60);

    /// <summary>A cache is worth asking only while it is much faster than what it saves.</summary>
    public static ResiliencePlan RedisCache { get; } = new("redis-cache", TimeSpan.FromMilliseconds(300));

    public static ResiliencePlan RedisJobs { get; } = new("redis-jobs", TimeSpan.FromSeconds(2));

    /// <summary>
    /// Asking a sandbox something. Runs go through the same circuit without this time and without tries: they wait for their turn, what may
    /// lie between two messages of one depends on its limits (<c>Patience</c>), and what is lost is queued again.
    /// </summary>
    public static ResiliencePlan Runner { get; } = new("runner", TimeSpan.FromSeconds(30), Tries: 2);

    /// <summary>
    /// A read or a commit with all that is tried again in it, within a shorter time of its own: only the store knows what may be repeated,
    /// and a connection that breaks under many calls is no failure of any that is repeated at once.
    /// </summary>
    public static ResiliencePlan Firestore { get; } = new("firestore", LongestTimeout);

    /// <summary>One request to an address that a company chose. Each endpoint has a circuit of its own; when to ask again is the outbox's to say.</summary>
    public static ResiliencePlan Webhook { get; } = new("webhook", TimeSpan.FromSeconds(15));

    /// <summary>From the connection to the answer, within a shorter time of its own. What could not be sent is put off, so one try is enough.</summary>
    public static ResiliencePlan Mail { get; } = new("mail", TimeSpan.FromSeconds(50));

    public static IReadOnlyList<ResiliencePlan> All { get; } = [RedisCache, RedisJobs, Runner, Firestore, Mail, Webhook];
}

/// <summary>A neighbour was not asked because its circuit is open, or did not answer in time.</summary>
public sealed class NeighbourUnavailableException : Exception
{
    public NeighbourUnavailableException() { }

    public NeighbourUnavailableException(string message) : base(message) { }

    public NeighbourUnavailableException(string message, Exception inner) : base(message, inner) { }
}
