using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Problems;

/// <summary>
/// Points of the 2023-07 format, and of what it became: those of <c>secret</c>, from its groups or tests. The sample is run but
/// gives none. What a group does not say of its most points is its even share of what is left of its parent's.
/// </summary>
internal sealed class PointsGrader(TestFolder root, Promise promise) : AllTestsGrader(root, promise)
{
    private const double Usual = 100;

    private readonly TestFolder _secret = root.Items.OfType<TestFolder>().Single(f => f.Name == "secret");

    public override Grade Result(IReadOnlyDictionary<TestCase, Tested> results)
    {
        var most = _secret.Points.Most ?? Usual;
        var score = Folder(_secret, most, results);
        return new(FirstFailure(results), score, double.IsFinite(most) ? score >= most - 1e-9 : null);
    }

    protected override bool Left(TestCase test, IReadOnlyDictionary<TestCase, Tested> results) =>
        Around(_secret, test).Any(f => !Passed(f.Points.RequirePass, results));

    // A score needs every test, whatever the first ones were.
    protected override bool IsOver(TestCase test, Verdict verdict) => verdict is Verdict.SystemError;

    private static IEnumerable<TestFolder> Around(TestFolder folder, TestCase test) =>
        test.Name.StartsWith(folder.Name + "/", StringComparison.Ordinal)
            ? folder.Items.OfType<TestFolder>().SelectMany(f => Around(f, test)).Prepend(folder)
            : [];

    private bool Passed(IReadOnlyList<string> required, IReadOnlyDictionary<TestCase, Tested> results) =>
        required.Count == 0
        || Root.Tests.Where(t => required.Any(r => t.Name == r || t.Name.StartsWith(r + "/", StringComparison.Ordinal))).All(t => IsAccepted(t, results));

    private static bool IsAccepted(TestCase test, IReadOnlyDictionary<TestCase, Tested> results) =>
        results.TryGetValue(test, out var tested) && tested.Verdict == Verdict.Accepted;

    private double Folder(TestFolder folder, double most, IReadOnlyDictionary<TestCase, Tested> results)
    {
        if (folder.Items.Count == 0 || !Passed(folder.Points.RequirePass, results)) return 0;
        var aggregation = folder.Points.Aggregation ?? (folder == _secret ? Aggregation.Sum : Aggregation.PassFail);
        if (aggregation == Aggregation.PassFail)
            return !folder.Tests.All(t => IsAccepted(t, results)) ? 0
                : double.IsFinite(most) ? most
                : throw new PackageException($"data/{folder.Name}: a group that is passed or failed needs a number of points.");
        var said = folder.Items.OfType<TestFolder>().Where(f => f.Points.Most is not null).ToList();
        var share = aggregation == Aggregation.Min || !double.IsFinite(most)
            ? most
            : (most - said.Sum(f => f.Points.Most!.Value)) / Math.Max(1, folder.Items.Count - said.Count);
        if (share < -1e-9) throw new PackageException($"data/{folder.Name}: its groups have more points than it has.");
        var scores = folder.Items.Select(i => i is TestFolder group ? Folder(group, group.Points.Most ?? share, results) : Test((TestCase)i, share, results));
        return aggregation == Aggregation.Sum ? scores.Sum() : scores.Min();
    }

    private static double Test(TestCase test, double most, IReadOnlyDictionary<TestCase, Tested> results) =>
        !IsAccepted(test, results) ? 0 : results[test].RawScore ?? (double.IsFinite(most) ? most * results[test].Score : 0);
}
