using System;
using System.Collections.Generic;
using System.IO;

record Service(string Name, long Minutes);

record Dependency(string Before, string After, long Soak);

static class Program
{
    /// <summary>Returns the lines to print: the total, then one for each service.</summary>
    static List<string> Plan(List<Service> services, List<Dependency> dependencies)
    {
        // Your code here.
        return new List<string>();
    }

    static void Main()
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        var header = input.ReadLine()!.Split(' ');
        var (n, m) = (int.Parse(header[0]), int.Parse(header[1]));
        var services = new List<Service>();
        for (var i = 0; i < n; i++)
        {
            var row = input.ReadLine()!.Split(' ');
            services.Add(new Service(row[0], long.Parse(row[1])));
        }

        var dependencies = new List<Dependency>();
        for (var i = 0; i < m; i++)
        {
            var row = input.ReadLine()!.Split(' ');
            dependencies.Add(new Dependency(row[0], row[1], long.Parse(row[2])));
        }

        Console.WriteLine(string.Join("\n", Plan(services, dependencies)));
    }
}
