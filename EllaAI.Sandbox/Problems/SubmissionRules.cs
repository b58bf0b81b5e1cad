namespace EllaAI.Sandbox.Problems;

/// <summary>The folders of the 2023-07 format, and <c>submissions/submissions.yaml</c>, which adds to them or replaces them.</summary>
internal sealed class SubmissionRules
{
    private static readonly string[] Own =
        ["language", "entrypoint", "authors", "model_solution", "permitted", "required", "score", "message", "use_for_time_limit"];

    private static readonly Dictionary<string, PromiseRule> Folders = new()
    {
        ["accepted"] = Rule(Outcomes.Accepted, Outcomes.Any),
        ["rejected"] = Rule(Outcomes.Any, Outcomes.Any & ~Outcomes.Accepted),
        ["wrong_answer"] = Rule(Outcomes.Accepted | Outcomes.WrongAnswer, Outcomes.WrongAnswer),
        ["time_limit_exceeded"] = Rule(Outcomes.Accepted | Outcomes.TimeLimit, Outcomes.TimeLimit),
        ["run_time_error"] = Rule(Outcomes.Accepted | Outcomes.RunTimeError, Outcomes.RunTimeError),
        ["brute_force"] = Rule(Outcomes.Any & ~Outcomes.WrongAnswer, Outcomes.RunTimeError | Outcomes.TimeLimit),
    };

    private readonly Yaml? _yaml;

    public SubmissionRules(PackageFiles files) =>
        _yaml = files.Has("submissions/submissions.yaml") ? Yaml.Read(files, "submissions/submissions.yaml") : null;

    /// <param name="submission">From <c>submissions</c>, such as <c>accepted/good.py</c>.</param>
    public string? Language(string submission) => Said(submission, "language") is { } code ? SourceLanguage.OfCode(code) : null;

    public string? Entry(string submission) => Said(submission, "entrypoint");

    /// <summary>Null when nothing is said of it.</summary>
    public Promise? Of(string submission)
    {
        var folder = submission.Split('/')[0];
        var maps = Matching(submission).ToList();
        var rules = maps.SelectMany(m => Read(m.Map, m.Key == folder ? Folders.GetValueOrDefault(folder) : null)).ToList();
        // The folder's own key replaces what is usual; any other pattern comes on top of it.
        if (Folders.TryGetValue(folder, out var usual) && maps.All(m => m.Key != folder)) rules.Insert(0, usual);
        if (rules.Count == 0) return null;
        var whole = rules.Where(r => r.Scope.Length == 0).DefaultIfEmpty(Rule(Outcomes.Any, Outcomes.Any));
        var expected = whole.Aggregate(Outcomes.Any, (all, r) => all & r.Permitted & r.Required);
        return new(expected.Names())
        {
            Rules = rules,
            BoundsTimeLimit = folder != "brute_force" && maps.All(m => m.Map.Text("use_for_time_limit") != "false")
                && rules.Any(r => r.Scope.Length == 0 && !r.Permitted.HasFlag(Outcomes.TimeLimit)),
        };
    }

    private static PromiseRule Rule(Outcomes permitted, Outcomes required) => new("", permitted, required, null, null);

    // Keys that are none of ours are patterns of tests, with rules of their own.
    private static IEnumerable<PromiseRule> Read(Yaml map, PromiseRule? usual) =>
        map.Keys.Where(k => !Own.Contains(k) && map.IsMap(k)).Select(k => (Scope: k, Map: map.Map(k)!)).Prepend(("", map)).Select(s =>
        {
            var (scope, from) = s;
            var score = from.List("score")?.Select(t => Yaml.AsNumber(t) ?? throw from.Wrong("score", "'score' must be one number or two")).ToList();
            return new PromiseRule(
                scope,
                Set(from, "permitted") ?? (scope.Length == 0 ? usual?.Permitted : null) ?? Outcomes.Any,
                Set(from, "required") ?? (scope.Length == 0 ? usual?.Required : null) ?? Outcomes.Any,
                score?[0], score?[^1]);
        });

    private static Outcomes? Set(Yaml yaml, string key) => yaml.List(key)?.Aggregate(Outcomes.None, (all, name) => all | name switch
    {
        "AC" => Outcomes.Accepted,
        "WA" => Outcomes.WrongAnswer,
        "TLE" => Outcomes.TimeLimit,
        "RTE" => Outcomes.RunTimeError,
        _ => throw yaml.Wrong(key, $"'{key}' holds '{name}', which is none of AC, WA, TLE, RTE"),
    });

    private string? Said(string submission, string key) => Matching(submission).Select(m => m.Map.Text(key)).LastOrDefault(t => t is not null);

    private IEnumerable<(string Key, Yaml Map)> Matching(string submission) =>
        _yaml is null ? [] : _yaml.Keys.Where(k => Glob.Matches(k, submission) && _yaml.IsMap(k)).Select(k => (k, _yaml.Map(k)!));
}
