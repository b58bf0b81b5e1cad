using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Functions;
using EllaAI.Sandbox.Languages;
using EllaAI.Sandbox.UnitTests;

namespace EllaAI.Sandbox.Engine;

/// <summary>A request made into a program: the files that go into the wall, the commands, what a test feeds it and what its answer means.</summary>
/// <param name="request">With these files.</param>
/// <param name="names">Of the files, in order.</param>
internal class Submission(Language language, RunRequest request, IReadOnlyList<string> names)
{
    public Language Language => language;

    public RunRequest Request => request;

    public IReadOnlyList<string> Names => names;

    /// <summary>Why it cannot be run at all, for its author; null when it can.</summary>
    public static string? Refusal(Language language, RunRequest request) =>
        SourceNames.Of(language, request.Files, out var problem) is not { } names ? problem
        : request is { Interactor: not null, Function: not null } or { Interactor: not null, UnitTests: not null } ? "Only a whole program can talk with an interactor."
        : request.UnitTests is not null ? UnitTestSubmission.Refusal(language, request, names)
        : request.Function is { } function ? FunctionSubmission.Refusal(language, function, names)
        : null;

    /// <summary>Of a request that is not refused.</summary>
    public static Submission Of(RunRequest request)
    {
        var language = LanguageTable.Find(request.Language)!;
        var names = SourceNames.Of(language, request.Files, out _)!;
        return request switch
        {
            { UnitTests: not null } => UnitTestSubmission.Of(language, request, names),
            { Function: not null } => FunctionSubmission.Of(language, request, names),
            _ => new Submission(language, request, names),
        };
    }

    /// <exception cref="FormatException">The test is not one; the message is for its author.</exception>
    public virtual byte[] Stdin(TestInput test) => Encoding.UTF8.GetBytes(test.Stdin);

    public virtual Compiled Read(Compiled compiled) => compiled;

    public virtual Tested Read(Tested tested) => tested;
}
