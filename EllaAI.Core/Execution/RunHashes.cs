using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EllaAI.Core.Execution;

/// <summary>
/// SHA-256 in lower-case hexadecimal; two runs with the same ones judged the same thing. What is hashed is a row of parts, each
/// written as its length in UTF-8 bytes, a colon, the bytes and a comma (<c>5:hello,</c>), or as <c>-</c> when it is absent; a
/// list is its count and then its elements. So no two different requests have the same bytes.
/// </summary>
/// <param name="Code">Language, then each file's name and text. A single file is nameless: it takes the language's own name.</param>
/// <param name="Tests">Each test's id, input, expected output, its program's arguments and its checker's, in order.</param>
/// <param name="Checker">The checker's settings and program, the interactor, the signature and the unit tests.</param>
public sealed record RunHashes(string Code, string Tests, string Checker)
{
    public static RunHashes None { get; } = new("", "", "");

    public static RunHashes Of(RunRequest request)
    {
        using var code = new Parts();
        code.Add(request.Language);
        Files(code, request.Files);

        using var tests = new Parts();
        tests.Each(request.Tests, t =>
        {
            tests.Add(t.Id, t.Stdin, t.Expected);
            tests.Each(t.Arguments, a => tests.Add(a));
            tests.Each(t.CheckerArguments, a => tests.Add(a));
        });

        using var checker = new Parts();
        Judging(checker, request);
        return new(code.Hash(), tests.Hash(), checker.Hash());
    }

    /// <summary>SHA-256 of a text's UTF-8, in lower-case hexadecimal.</summary>
    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Judging(Parts parts, RunRequest request)
    {
        var (checker, function) = (request.Checker, request.Function);
        parts.Add(KebabName.Of(checker.Kind), Text(checker.IgnoreCase), Text(checker.TellPresentation), Text(checker.AbsoluteTolerance), Text(checker.RelativeTolerance));
        Program(parts, checker.Program);
        Program(parts, request.Interactor);
        parts.Add(function?.Name);
        parts.Each(function?.Parameters, p => parts.Add(p.Name, Text(p.Type)));
        parts.Add(function is null ? null : Text(function.Returns), request.UnitTests?.Runner);
        parts.Each(request.UnitTests?.Files, f => parts.Add(f.Name, f.Text));
    }

    private static void Program(Parts parts, SourceProgram? program)
    {
        parts.Add(program?.Language);
        if (program is not null) Files(parts, program.Files);
    }

    private static void Files(Parts parts, IReadOnlyList<SourceFile> files) =>
        parts.Each(files, f => parts.Add(files.Count == 1 ? "" : f.Name, f.Text));

    private static string Text(bool value) => value ? "true" : "false";

    /// <summary>The shortest decimal that reads back as the same number.</summary>
    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(DataType type) => type.Item is null ? KebabName.Of(type.Kind) : $"{KebabName.Of(type.Kind)} of {Text(type.Item)}";

    private sealed class Parts : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public void Add(params ReadOnlySpan<string?> parts)
        {
            foreach (var part in parts)
            {
                if (part is null)
                {
                    _hash.AppendData("-"u8);
                    continue;
                }
                var bytes = Encoding.UTF8.GetBytes(part);
                _hash.AppendData(Encoding.ASCII.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture) + ':'));
                _hash.AppendData(bytes);
                _hash.AppendData(","u8);
            }
        }

        /// <param name="list">Null: absent.</param>
        public void Each<T>(IReadOnlyList<T>? list, Action<T> add)
        {
            Add(list?.Count.ToString(CultureInfo.InvariantCulture));
            foreach (var element in list ?? []) add(element);
        }

        public string Hash() => Convert.ToHexStringLower(_hash.GetHashAndReset());

        public void Dispose() => _hash.Dispose();
    }
}
