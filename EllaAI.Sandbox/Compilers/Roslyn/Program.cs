using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace EllaAI.Sandbox.Roslyn;

/// <summary>
/// A C# compiler that stays: <c>dotnet exec EllaAI.Sandbox.Roslyn.dll CSC.DLL</c>, requests on standard input, replies on
/// standard output. It lives in a wall of its own and runs nothing of what it compiles.
/// </summary>
internal static class Program
{
    /// <summary>Less than csc's main thread has inside a wall, so that what is not too deep here is not too deep there either.</summary>
    private const int StackBytes = 16 << 20;

    public static void Main(string[] arguments)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(arguments[0]))!;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        var serving = new Thread(Serve, StackBytes);
        serving.Start();
        serving.Join();
    }

    // Apart from Main: it cannot even be compiled before the compiler's assemblies can be found.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Serve()
    {
        using var requests = Console.OpenStandardInput();
        using var replies = Console.OpenStandardOutput();
        var compiler = new Compiler();
        while (Request.Read(requests) is { } request) Answer(compiler, request).Write(replies);
    }

    private static Reply Answer(Compiler compiler, Request request)
    {
        try
        {
            return compiler.Compile(request);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Reply.Unsure;
        }
    }
}
