namespace EllaAI.Web.Hosting.Limits;

/// <summary>Counts requests by caller and minute.</summary>
public interface IRequestCounter
{
    /// <summary>Counts one more.</summary>
    /// <param name="minute">Minutes since 1970.</param>
    /// <returns>How many there are in that minute, this one among them.</returns>
    ValueTask<long> Add(string caller, long minute, CancellationToken ct);
}
