using System.Globalization;
using System.Text;

namespace EllaAI.Benchmarks;

/// <summary>The rows as a Markdown table, which also reads well on a screen.</summary>
internal static class Table
{
    public static string Markdown(IReadOnlyList<Row> rows, string ours)
    {
        string[] head = ["what", "plain", ours, "result", "target", "met"];
        var lines = rows.Select(Cells).Prepend(head).ToList();
        var widths = Enumerable.Range(0, head.Length).Select(i => lines.Max(l => l[i].Length)).ToList();
        var text = new StringBuilder();
        foreach (var (line, index) in lines.Select((l, i) => (l, i)))
        {
            text.AppendLine($"| {string.Join(" | ", line.Zip(widths, (cell, width) => cell.PadRight(width)))} |");
            if (index == 0) text.AppendLine($"| {string.Join(" | ", widths.Select(w => "---".PadRight(w)))} |");
        }
        foreach (var row in rows.Where(r => r.Note.Length > 0)) text.Append(CultureInfo.InvariantCulture, $"\n- {row.Name}: {row.Note}");
        return text.ToString();
    }

    public static string Line(Row row) => string.Join("  ", Cells(row).Where(c => c.Length > 0));

    private static string[] Cells(Row row) =>
    [
        row.Name, Cell(row.Plain, row.Unit), Cell(row.Ours, row.Unit), row.Ours is null ? "not measured" : row.Value, row.Target,
        row.Met switch { true => "yes", false => "NO", null => "" },
    ];

    // Median, and the quartiles around it.
    private static string Cell(Sample? sample, string unit)
    {
        if (sample is null) return "";
        var form = sample.Median < 10 ? "F2" : sample.Median < 100 ? "F1" : "F0";
        string Text(double value) => value.ToString(form, CultureInfo.InvariantCulture);
        return $"{Text(sample.Median)} {unit} ({Text(sample.LowerQuartile)}-{Text(sample.UpperQuartile)}, n={sample.Count})";
    }
}
