using System.Runtime.InteropServices;
using System.Text.Json;

namespace EllaAI.Benchmarks;

/// <summary>What goes to the file for programs: the machine and every row, numbers in full.</summary>
internal static class BenchReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Machine => $"{Environment.ProcessorCount} cores, Linux {Environment.OSVersion.Version}, {RuntimeInformation.FrameworkDescription}";

    public static void Write(string file, DateTimeOffset at, IReadOnlyList<Row> rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, JsonSerializer.Serialize(new { At = at, Machine, Rows = rows.Select(Shape) }, Options) + "\n");
    }

    private static object Shape(Row row) =>
        new { row.Name, row.Unit, Plain = Shape(row.Plain), Ours = Shape(row.Ours), row.Value, row.Target, row.Met, row.Note };

    private static object? Shape(Sample? sample) =>
        sample is null ? null : new { sample.Count, sample.Median, sample.LowerQuartile, sample.UpperQuartile };
}
