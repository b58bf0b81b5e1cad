namespace EllaAI.Benchmarks;

/// <summary>Times in milliseconds, or any other numbers, of one thing done often.</summary>
internal sealed record Sample(IReadOnlyList<double> Values)
{
    private readonly double[] _sorted = [.. Values.Order()];

    public int Count => _sorted.Length;

    public double Median => At(0.5);

    public double LowerQuartile => At(0.25);

    public double UpperQuartile => At(0.75);

    /// <summary>All but one in twenty are at most this.</summary>
    public double Percentile95 => At(0.95);

    // Between two neighbours where a quantile falls between them.
    private double At(double part)
    {
        var place = part * (Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, Count - 1);
        return _sorted[below] + (place - below) * (_sorted[above] - _sorted[below]);
    }
}
