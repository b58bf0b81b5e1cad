namespace EllaAI.Sandbox.Problems;

/// <summary>Reads <c>data/sample</c> and <c>data/secret</c> with their groups.</summary>
internal sealed class TestDataReader(PackageFiles files, ProblemSettings problem)
{
    /// <summary>Groups are graded as the legacy format does, also in a later package whose groups say <c>testdata.yaml</c>.</summary>
    public bool LegacyGraded { get; } = problem.IsLegacy || files.FilesBelow("data").Any(f => Path.GetFileName(f) == "testdata.yaml");

    public TestFolder Read()
    {
        if (!files.HasFolder("data")) throw new PackageException("there is no data folder.");
        if (!files.HasFolder("data/secret")) throw new PackageException("there is no data/secret folder.");
        var grading = problem.Grading is { } ancient ? new LegacyGrading().With(ancient) : new();
        var root = Folder("", new() { OutputArguments = problem.ValidatorFlags }, grading);
        return root.Tests.Any(t => t.Name.StartsWith("secret/", StringComparison.Ordinal)) ? root : throw new PackageException("data/secret holds no test.");
    }

    private TestFolder Folder(string name, TestSettings inherited, LegacyGrading inheritedGrading)
    {
        var folder = $"data/{name}".TrimEnd('/');
        var (settings, legacy, points) = (inherited, inheritedGrading, new PointsGrading());
        foreach (var file in new[] { $"{folder}/testdata.yaml", $"{folder}/test_group.yaml" }.Where(files.Has))
        {
            var yaml = Yaml.Read(files, file);
            settings = settings.With(yaml, file) is var own && problem.IsLegacy ? Joined(own) : own;
            if (file.EndsWith("/testdata.yaml", StringComparison.Ordinal)) legacy = legacy.With(yaml);
            else points = PointsGrading.Read(yaml);
        }
        if (legacy.Custom) throw new PackageException($"{folder}: custom graders are not supported.");
        // The data folder may also hold tests that no submission is to pass.
        var folders = name.Length == 0 ? ["sample", "secret"] : files.Folders(folder).Where(d => !d.EndsWith(".files", StringComparison.Ordinal));
        var items = folders.Where(d => files.HasFolder($"{folder}/{d}")).Select(d => (TestNode)Folder($"{name}/{d}".TrimStart('/'), settings, legacy))
            .Concat(name.Length == 0 ? [] : Cases(name, settings));
        return new(name, settings, legacy, points, [.. items.OrderBy(i => i.Name, StringComparer.Ordinal)]);

        // The problem's own flags come first, whatever a group adds.
        TestSettings Joined(TestSettings own) => ReferenceEquals(own.OutputArguments, settings.OutputArguments)
            ? own
            : own with { OutputArguments = [.. problem.ValidatorFlags, .. own.OutputArguments] };
    }

    private IEnumerable<TestNode> Cases(string name, TestSettings settings)
    {
        var found = files.FilesIn($"data/{name}").ToHashSet(StringComparer.Ordinal);
        foreach (var answer in found.Where(f => f.EndsWith(".ans", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            if (!found.Contains(Path.ChangeExtension(answer, ".in"))) throw new PackageException($"data/{name}/{answer} has no .in file beside it.");
        foreach (var input in found.Where(f => f.EndsWith(".in", StringComparison.Ordinal)))
        {
            var test = input[..^3];
            if (!found.Contains(test + ".ans")) throw new PackageException($"data/{name}/{input} has no .ans file beside it.");
            var own = $"data/{name}/{test}.yaml";
            yield return new TestCase($"{name}/{test}", files.Has(own) ? settings.With(Yaml.Read(files, own), own) : settings);
        }
    }
}
