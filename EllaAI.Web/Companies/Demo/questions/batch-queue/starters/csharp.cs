using System;
using System.Collections.Generic;
using System.IO;

record Job(long Submit, int Need, long Patience, long Duration);

static class Program
{
    /// <summary>Returns the start of each job, or -1 for one that gave up.</summary>
    static List<long> Schedule(int cores, List<Job> jobs)
    {
        // Your code here.
        return new List<long>();
    }

    static void Main()
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        var header = input.ReadLine()!.Split(' ');
        var (cores, n) = (int.Parse(header[0]), int.Parse(header[1]));
        var jobs = new List<Job>();
        for (var i = 0; i < n; i++)
        {
            var row = input.ReadLine()!.Split(' ');
            jobs.Add(new Job(long.Parse(row[0]), int.Parse(row[1]), long.Parse(row[2]), long.Parse(row[3])));
        }

        Console.WriteLine(string.Join("\n", Schedule(cores, jobs)));
    }
}
