namespace EllaAI.Sandbox.Problems;

/// <summary>A test or a group of tests.</summary>
/// <param name="Name">From the data folder, such as <c>secret/group1/03</c>; empty for the data folder itself.</param>
internal abstract record TestNode(string Name);

/// <param name="InputFile">From the package's folder, as is <see cref="AnswerFile"/>.</param>
internal sealed record TestCase(string Name, TestSettings Settings) : TestNode(Name)
{
    public string InputFile => $"data/{Name}.in";

    public string AnswerFile => $"data/{Name}.ans";
}

/// <param name="Items">In the order in which they are judged.</param>
internal sealed record TestFolder(string Name, TestSettings Settings, LegacyGrading Legacy, PointsGrading Points, IReadOnlyList<TestNode> Items) : TestNode(Name)
{
    public IEnumerable<TestCase> Tests => Items.SelectMany(i => i is TestFolder folder ? folder.Tests : [(TestCase)i]);
}

/// <summary>Arguments of the programs around a test; a group's are inherited.</summary>
internal sealed record TestSettings
{
    /// <summary>Where they were written, for messages.</summary>
    public string Where { get; init; } = "problem.yaml";

    public IReadOnlyList<string> ProgramArguments { get; init; } = [];

    public IReadOnlyList<string> OutputArguments { get; init; } = [];

    /// <summary>Of every input validator that <see cref="InputArgumentsOf"/> does not name.</summary>
    public IReadOnlyList<string> InputArguments { get; init; } = [];

    /// <summary>By the validator's name, without its ending.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> InputArgumentsOf { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Both formats' keys: their names do not collide.</summary>
    public TestSettings With(Yaml yaml, string where)
    {
        var read = this with
        {
            Where = where,
            ProgramArguments = yaml.List("args") ?? ProgramArguments,
            OutputArguments = yaml.List("output_validator_args") ?? Output(yaml) ?? OutputArguments,
        };
        foreach (var key in new[] { "input_validator_args", "input_validator_flags" })
            if (yaml.IsMap(key)) read = read with { InputArguments = [], InputArgumentsOf = ByName(yaml.Map(key)!) };
            else if (yaml.Words(key) is { } arguments) read = read with { InputArguments = arguments, InputArgumentsOf = new Dictionary<string, IReadOnlyList<string>>() };
        return read;
    }

    private static IReadOnlyList<string>? Output(Yaml yaml) =>
        yaml.IsMap("output_validator_flags") ? yaml.Map("output_validator_flags")!.Words("flags") : yaml.Words("output_validator_flags");

    // Either {name: one, flags: "..."} or {one: [...], other: [...]}.
    private static Dictionary<string, IReadOnlyList<string>> ByName(Yaml map) =>
        map.Text("name") is { } name
            ? new() { [Path.GetFileNameWithoutExtension(name)] = map.Words("flags") ?? [] }
            : map.Keys.ToDictionary(k => Path.GetFileNameWithoutExtension(k), k => map.Words(k) ?? []);
}
