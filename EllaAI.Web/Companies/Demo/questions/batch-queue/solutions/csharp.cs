using System;
using System.Collections.Generic;
using System.IO;

record Job(long Submit, int Need, long Patience, long Duration);

static class Program
{
    /// <summary>Returns the start of each job, or -1 for one that gave up.</summary>
    static List<long> Schedule(int cores, List<Job> jobs)
    {
        var running = new PriorityQueue<int, long>(); // cores by end
        var starts = new List<long>();
        var free = cores;
        long now = 0; // when the job before left the head of the queue
        foreach (var job in jobs)
        {
            now = Math.Max(now, job.Submit);
            var deadline = job.Submit + job.Patience;
            if (now > deadline)
            {
                starts.Add(-1); // gave up behind others, holding up nobody
                continue;
            }

            while (running.TryPeek(out var released, out var end)
                && (end <= now || (free < job.Need && end <= deadline)))
            {
                running.Dequeue();
                now = Math.Max(now, end);
                free += released;
            }

            if (free < job.Need)
            {
                now = deadline;
                starts.Add(-1);
                continue;
            }

            free -= job.Need;
            running.Enqueue(job.Need, now + job.Duration);
            starts.Add(now);
        }

        return starts;
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
