using System.Diagnostics;
using System.Globalization;

namespace EllaAI.Benchmarks;

/// <summary>
/// A program outside of the wall, started by <c>plain.c</c>: the cheapest start there is, timed where it happens. .NET's own
/// <see cref="Process"/> takes a third longer for a small program, and would flatter us as the yardstick.
/// </summary>
internal sealed class Plain : IDisposable
{
    private static int _started;

    private readonly Process _process;

    private Plain(Process process) => _process = process;

    /// <param name="folder">Where the program runs.</param>
    public static Plain Start(string folder, IReadOnlyList<string> command, IReadOnlyList<string> environment, string stdin)
    {
        var (input, variables) = (Path.Combine(folder, $".input-{++_started}"), Path.Combine(folder, $".environment-{_started}"));
        File.WriteAllText(input, stdin);
        File.WriteAllLines(variables, environment);
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "plain"), [folder, input, variables, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new(Process.Start(start)!);
    }

    /// <summary>Milliseconds of each of so many runs in a row.</summary>
    /// <param name="bytes">What each must print.</param>
    public IReadOnlyList<double> Run(int times, int? bytes = null)
    {
        _process.StandardInput.Write($"{times}\n");
        _process.StandardInput.Flush();
        return [.. Enumerable.Range(0, times).Select(_ => Read(bytes))];
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private double Read(int? bytes)
    {
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The plain program failed; see above.");
        var parts = line.Split(' ');
        if (bytes is not null && parts[1] != $"{bytes}") throw new InvalidOperationException($"The plain program printed {parts[1]} bytes instead of {bytes}.");
        return double.Parse(parts[0], CultureInfo.InvariantCulture) / 1e6;
    }
}
