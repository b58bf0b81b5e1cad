namespace EllaAI.Sandbox.Problems;

/// <summary>Reads a folder as an ICPC/Kattis problem package, of the legacy format or of 2023-07 and what it became.</summary>
internal sealed class PackageReader
{
    private static readonly string[] OfFolder = ["accepted", "partially_accepted", "wrong_answer", "time_limit_exceeded", "run_time_error", "rejected", "brute_force"];

    private static readonly string[] OutputValidators = ["output_validator", "output_validators"];

    private static readonly string[] InputValidatorFolders = ["input_validators", "input_format_validators", "input_validator"];

    private readonly string _name;
    private readonly PackageFiles _files;
    private readonly ProblemSettings _problem;
    private readonly ProgramFinder _programs;
    private readonly List<Skipped> _skipped = [];

    private PackageReader(string folder)
    {
        _name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        _files = new(folder);
        _programs = new(_files);
        _problem = ProblemSettings.Read(_files);
    }

    /// <exception cref="PackageException">What is missing or wrong.</exception>
    public static Package Read(string folder) => new PackageReader(folder).Read();

    private Package Read()
    {
        var data = new TestDataReader(_files, _problem);
        var tests = data.Read();
        var validator = _problem.IsCustom || _problem.IsInteractive ? Validator() : null;
        var unsupported = Unsupported(tests);
        var submissions = Submissions(unsupported).ToList();
        var package = new Package(_name, _files, _problem, tests, data.LegacyGraded, validator, InputValidators(), submissions, _skipped);
        // What is wrong with an argument is known before anything runs.
        foreach (var test in tests.Tests) package.CheckerOf(test);
        return package;
    }

    private string? Unsupported(TestFolder tests) =>
        _problem.Unsupported
        ?? (tests.Tests.FirstOrDefault(t => _files.HasFolder($"data/{t.Name}.files")) is { } with ? $"test {with.Name} gives the program files, which is not supported" : null);

    private PackageProgram Validator()
    {
        var found = OutputValidators.Where(_files.HasFolder).SelectMany(Validators).Where(p => !IsScript(p)).ToList();
        if (found.Count == 0) throw new PackageException("there is no output validator, although problem.yaml asks for one.");
        // As the reference tools do, the first one judges.
        foreach (var other in found.Skip(1)) _skipped.Add(new(other, $"only the first output validator, {found[0]}, is used"));
        return _programs.Make(found[0], null, null, include: false, out var reason) ?? throw new PackageException($"{found[0]} cannot judge here: {reason}.");
    }

    // A folder has a program in each entry, unless its files belong together: a header, or several in output_validator.
    private IReadOnlyList<string> Validators(string folder)
    {
        var own = _files.FilesIn(folder);
        return own.Any(f => Path.GetExtension(f) is ".h" or ".hh" or ".hpp") || (folder == "output_validator" && own.Count > 1)
            ? [folder]
            : [.. _programs.Paths(folder).Where(p => _files.HasFolder(p) || SourceLanguage.Ids([p]).Count > 0 || IsScript(p))];
    }

    private static bool IsScript(string path) => Path.GetExtension(path) is ".ctd" or ".viva";

    private List<PackageProgram> InputValidators()
    {
        var found = new List<PackageProgram>();
        foreach (var path in InputValidatorFolders.Where(_files.HasFolder).SelectMany(Validators))
        {
            var reason = Path.GetExtension(path) switch
            {
                ".ctd" => "checktestdata scripts are not run",
                ".viva" => "VIVA scripts are not run",
                _ => "",
            };
            if (reason.Length == 0 && _programs.Make(path, null, null, include: false, out reason) is { } program) found.Add(program);
            else _skipped.Add(new(path, reason));
        }
        return found;
    }

    private IEnumerable<Submission> Submissions(string? unsupported)
    {
        if (!_files.HasFolder("submissions")) throw new PackageException("there is no submissions folder.");
        var rules = new SubmissionRules(_files);
        foreach (var path in _files.Folders("submissions").SelectMany(d => _programs.Paths($"submissions/{d}")))
        {
            var name = path["submissions/".Length..];
            var reason = unsupported;
            var program = reason is null ? _programs.Make(path, rules.Language(name), rules.Entry(name), include: true, out reason) : null;
            if (program is null) _skipped.Add(new(path, reason!));
            else if (PromiseOf(program, name, rules) is { } promise) yield return new(program, promise);
            else _skipped.Add(new(path, $"the folder '{name.Split('/')[0]}' promises no result, and it has no @EXPECTED_RESULTS@ line"));
        }
    }

    private Promise? PromiseOf(PackageProgram program, string name, SubmissionRules rules)
    {
        var folder = name.Split('/')[0];
        if (ExpectedResults.Of(program) is { } said) return new(said) { BoundsTimeLimit = said is ["accepted"] };
        if (!_problem.IsLegacy && rules.Of(name) is { } ruled) return ruled;
        return Array.IndexOf(OfFolder, folder) < 0 ? null : new(Legacy(folder)) { BoundsTimeLimit = folder == "accepted" };
    }

    private IReadOnlyList<string> Legacy(string folder) => folder switch
    {
        // Where the validator gives the score, a right solution need not be the best one.
        "accepted" when _problem is { IsScoring: true, ValidatorScores: true } => ["accepted", "partially-accepted"],
        "accepted" => Outcomes.Accepted.Names(),
        "partially_accepted" => ["partially-accepted"],
        "wrong_answer" => Outcomes.WrongAnswer.Names(),
        "time_limit_exceeded" => Outcomes.TimeLimit.Names(),
        "run_time_error" => Outcomes.RunTimeError.Names(),
        "brute_force" => (Outcomes.TimeLimit | Outcomes.RunTimeError).Names(),
        _ => (Outcomes.Any & ~Outcomes.Accepted).Names(),
    };
}
