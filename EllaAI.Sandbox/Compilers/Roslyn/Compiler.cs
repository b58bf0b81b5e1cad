using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace EllaAI.Sandbox.Roslyn;

/// <summary>
/// What csc does with a command line, stage by stage, and what it prints. Where that is not certain the answer is
/// <see cref="Reply.Unsure"/>. Kept from one compile to the next: the reference assemblies, nothing of a candidate.
/// </summary>
internal sealed class Compiler
{
    private const string Folder = "/work";

    private readonly Dictionary<string, MetadataReference> _references = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceText> _ownSources = new(StringComparer.Ordinal);

    public Reply Compile(Request request)
    {
        var options = request.Arguments.SkipWhile(a => !a.EndsWith("csc.dll", StringComparison.Ordinal)).Skip(1);
        var line = CSharpCommandLineParser.Default.Parse(options, Folder, sdkDirectory: null);
        if (line.Errors.Length > 0 || line.OutputFileName is null || line.AnalyzerReferences.Length > 0) return Reply.Unsure;
        var program = Create(line, request.Files);
        return Failure(program.GetParseDiagnostics()) ?? Failure(program.GetDeclarationDiagnostics()) ?? Emit(line, program);
    }

    private CSharpCompilation Create(CSharpCommandLineArguments line, IReadOnlyDictionary<string, byte[]> files) => CSharpCompilation.Create(
        line.CompilationName,
        line.SourceFiles.Select(f => CSharpSyntaxTree.ParseText(Source(f.Path, line, files), line.ParseOptions, f.Path)),
        line.MetadataReferences.Select(Reference),
        line.CompilationOptions
            .WithAssemblyIdentityComparer(DesktopAssemblyIdentityComparer.Default)
            .WithXmlReferenceResolver(new XmlFileResolver(line.BaseDirectory))
            .WithStrongNameProvider(new DesktopStrongNameProvider(line.KeyFileSearchPaths))
            .WithSourceReferenceResolver(new SourceFileResolver([], line.BaseDirectory, line.PathMap)));

    private SourceText Source(string path, CSharpCommandLineArguments line, IReadOnlyDictionary<string, byte[]> files)
    {
        if (_ownSources.TryGetValue(path, out var text)) return text;
        var given = path.StartsWith(Folder + "/", StringComparison.Ordinal);
        using var bytes = new MemoryStream(given ? files[path[(Folder.Length + 1)..]] : File.ReadAllBytes(path));
        text = SourceText.From(bytes, line.Encoding, line.ChecksumAlgorithm, throwIfBinaryDetected: true);
        if (!given) _ownSources[path] = text;
        return text;
    }

    private MetadataReference Reference(CommandLineReference reference) =>
        _references.TryGetValue(reference.Reference, out var known) ? known
        : _references[reference.Reference] = MetadataReference.CreateFromFile(reference.Reference, reference.Properties);

    private static Reply Emit(CSharpCommandLineArguments line, CSharpCompilation program)
    {
        using var bytes = new MemoryStream();
        using var resources = program.CreateDefaultWin32Resources(versionResource: true, line.NoWin32Manifest, manifestContents: null, iconInIcoFormat: null);
        var emitted = program.Emit(bytes, win32Resources: resources, options: line.EmitOptions.WithOutputNameOverride(line.OutputFileName!));
        return Failure(emitted.Diagnostics)
            ?? (emitted.Success ? new(0, "", (Path.Combine(line.OutputDirectory, line.OutputFileName!), bytes.ToArray())) : Reply.Unsure);
    }

    /// <summary>Null when there is nothing to report. Only errors without a doubt of how csc prints them are reported.</summary>
    private static Reply? Failure(ImmutableArray<Diagnostic> diagnostics)
    {
        var shown = diagnostics.Where(d => d.Severity != DiagnosticSeverity.Hidden && !d.IsSuppressed).ToList();
        if (shown.Count == 0) return null;
        if (shown.Any(d => d.Severity != DiagnosticSeverity.Error || d.Location.GetMappedLineSpan().HasMappedPath || d.Id == TooDeep)) return Reply.Unsure;
        return new(1, string.Concat(shown.Select(d => CSharpDiagnosticFormatter.Instance.Format(d, CultureInfo.InvariantCulture) + "\n")), null);
    }

    /// <summary>How deep is too deep depends on the stack.</summary>
    private const string TooDeep = "CS8078";
}
