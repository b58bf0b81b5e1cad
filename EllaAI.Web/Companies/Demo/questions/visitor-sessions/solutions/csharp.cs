using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;

sealed class Visitor(string name)
{
    private int _first, _last;
    private bool _open;

    public string Name => name;
    public int Sessions { get; private set; }
    public int Longest { get; private set; }

    public void Request(int now, string path, int gap)
    {
        if (!_open || now - _last > gap)
        {
            Sessions++;
            _first = now;
        }

        _last = now;
        Longest = Math.Max(Longest, now - _first);
        _open = path != "/logout";
    }
}

static class Program
{
    private static readonly Regex Valid =
        new(@"^([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]) ([^ ]+) (/[^ ]*)\z");

    /// <summary>Returns the lines to print: one for each visitor, then the skipped one.</summary>
    static List<string> Summarize(int gap, List<string> lines)
    {
        var visitors = new Dictionary<string, Visitor>();
        var inOrder = new List<Visitor>();
        var skipped = 0;
        foreach (var line in lines)
        {
            var match = Valid.Match(line);
            if (!match.Success)
            {
                skipped++;
                continue;
            }

            int Part(int group) => int.Parse(match.Groups[group].ValueSpan);
            var now = Part(1) * 3600 + Part(2) * 60 + Part(3);
            var name = match.Groups[4].Value;
            if (!visitors.TryGetValue(name, out var visitor))
            {
                visitors[name] = visitor = new Visitor(name);
                inOrder.Add(visitor);
            }

            visitor.Request(now, match.Groups[5].Value, gap);
        }

        var report = inOrder.ConvertAll(v => $"{v.Name} {v.Sessions} {v.Longest}");
        report.Add($"skipped {skipped}");
        return report;
    }

    static void Main()
    {
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        using var output = new StreamWriter(Console.OpenStandardOutput());
        var header = input.ReadLine()!.Split(' ');
        var (n, gap) = (int.Parse(header[0]), int.Parse(header[1]));
        // The log is read as it is: spaces and empty lines matter.
        var lines = new List<string>();
        for (var i = 0; i < n; i++)
        {
            lines.Add(input.ReadLine() ?? "");
        }

        foreach (var line in Summarize(gap, lines))
        {
            output.Write(line + "\n");
        }
    }
}
