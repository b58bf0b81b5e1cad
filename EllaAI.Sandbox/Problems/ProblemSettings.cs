using System.Globalization;
using System.Text.RegularExpressions;

namespace EllaAI.Sandbox.Problems;

/// <summary>What <c>problem.yaml</c> says, as far as judging goes. Times are seconds.</summary>
internal sealed partial record ProblemSettings
{
    private static readonly string[] New = ["2023-07-draft", "2023-07", "2025-09-draft", "2025-09", "draft"];

    /// <summary>False: the layout that came before versions had names.</summary>
    public bool IsLegacy { get; private init; } = true;

    public bool IsScoring { get; private init; }

    public bool IsInteractive { get; private init; }

    /// <summary>Judged by the package's own output validator.</summary>
    public bool IsCustom { get; private init; }

    /// <summary>The legacy output validator gives scores of its own.</summary>
    public bool ValidatorScores { get; private init; }

    /// <summary>Less is better.</summary>
    public bool Minimize { get; private init; }

    public IReadOnlyList<string> ValidatorFlags { get; private init; } = [];

    /// <summary>Null: to be derived from the slowest accepted submission.</summary>
    public double? TimeLimit { get; private init; }

    public double TimeMultiplier { get; private init; } = 5;

    public double TimeResolution { get; private init; } = 1;

    public int MemoryMb { get; private init; } = 2048;

    public int OutputMb { get; private init; } = 8;

    /// <summary>A sentence on what no submission of this package can be run for; null when all is well.</summary>
    public string? Unsupported { get; private init; }

    /// <summary>Ancient packages say here what the tests' own settings say in later ones.</summary>
    public Yaml? Grading { get; private init; }

    public static ProblemSettings Read(PackageFiles files)
    {
        if (!files.Has("problem.yaml")) throw new PackageException("there is no problem.yaml.");
        var yaml = Yaml.Read(files, "problem.yaml");
        var version = yaml.Text("problem_format_version") ?? "legacy";
        var read = version is "legacy" or "legacy-icpc" ? Legacy(yaml)
            : New.Contains(version) ? Later(yaml, files)
            : throw yaml.Wrong("problem_format_version", $"the format version '{version}' is not known");
        var limits = yaml.Map("limits");
        return read with
        {
            TimeLimit = Positive(limits, "time_limit") ?? TimeLimitFile(files),
            MemoryMb = (int)Math.Min(Positive(limits, "memory") ?? 2048, 16_384),
            OutputMb = (int)Math.Min(Positive(limits, "output") ?? 8, 64),
        };
    }

    private static ProblemSettings Legacy(Yaml yaml)
    {
        var validation = yaml.Words("validation") ?? ["default"];
        if (validation is not ["default" or "custom", ..]) throw yaml.Wrong("validation", "'validation' must begin with default or custom");
        var type = yaml.Text("type") ?? "pass-fail";
        if (type is not ("pass-fail" or "scoring")) throw yaml.Wrong("type", $"'type' must be pass-fail or scoring, not '{type}'");
        return new()
        {
            IsScoring = type == "scoring",
            IsCustom = validation[0] == "custom",
            IsInteractive = validation.Contains("interactive"),
            ValidatorScores = validation.Contains("score"),
            ValidatorFlags = yaml.Words("validator_flags") ?? [],
            TimeMultiplier = Positive(yaml.Map("limits"), "time_multiplier") ?? 5,
            Minimize = yaml.Map("grading")?.Text("objective") == "min",
            Grading = yaml.Map("grading"),
        };
    }

    private static ProblemSettings Later(Yaml yaml, PackageFiles files)
    {
        var types = yaml.Words("type") ?? ["pass-fail"];
        if (types.FirstOrDefault(t => t is not ("pass-fail" or "scoring" or "interactive" or "multi-pass" or "submit-answer")) is { } unknown)
            throw yaml.Wrong("type", $"no problem type is called '{unknown}'");
        var limits = yaml.Map("limits");
        return new()
        {
            IsLegacy = false,
            IsScoring = types.Contains("scoring"),
            IsInteractive = types.Contains("interactive"),
            IsCustom = files.HasFolder("output_validator") || files.HasFolder("output_validators"),
            TimeMultiplier = Positive(limits?.Map("time_multipliers"), "ac_to_time_limit") ?? 2,
            TimeResolution = Positive(limits, "time_resolution") ?? 1,
            Unsupported = types.FirstOrDefault(t => t is "multi-pass" or "submit-answer") is { } type ? $"problems of type {type} are not supported" : null,
        };
    }

    private static double? Positive(Yaml? yaml, string key) => yaml?.Number(key) switch
    {
        null => null,
        > 0 and < double.PositiveInfinity and var number => number,
        _ => throw yaml.Wrong(key, $"'{key}' must be more than 0"),
    };

    // Where tools keep the limit that people chose, for a format that has no place for it.
    private static double? TimeLimitFile(PackageFiles files)
    {
        var (file, text) = files.Has(".timelimit") ? (".timelimit", files.Text(".timelimit").Trim())
            : files.Has("domjudge-problem.ini") ? ("domjudge-problem.ini", IniLimit().Match(files.Text("domjudge-problem.ini")).Groups[1].Value)
            : ("", "");
        if (text.Length == 0) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? seconds
            : throw new PackageException($"{file} must give the time limit as a number of seconds, not '{text}'.");
    }

    [GeneratedRegex(@"^\s*timelimit\s*=\s*['""]?([^'""\s]+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex IniLimit();
}
