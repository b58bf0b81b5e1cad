using System;
using System.Collections.Generic;
using System.IO;

record Service(string Name, long Minutes);

record Dependency(string Before, string After, long Soak);

sealed class Node(Service service)
{
    public Service Service => service;
    public List<(Node Node, long Soak)> Dependents { get; } = new();
    public int Waiting { get; set; }
    public long Start { get; set; }
    public long? Latest { get; set; }
}

static class Program
{
    /// <summary>Returns the lines to print: the total, then one for each service.</summary>
    static List<string> Plan(List<Service> services, List<Dependency> dependencies)
    {
        var nodes = new Dictionary<string, Node>();
        var inOrder = services.ConvertAll(service => nodes[service.Name] = new Node(service));
        foreach (var (before, after, soak) in dependencies)
        {
            nodes[before].Dependents.Add((nodes[after], soak));
            nodes[after].Waiting++;
        }

        // Forwards in topological order: whoever is never ready is blocked.
        var order = inOrder.FindAll(node => node.Waiting == 0);
        long total = 0;
        for (var i = 0; i < order.Count; i++)
        {
            var end = order[i].Start + order[i].Service.Minutes;
            total = Math.Max(total, end);
            foreach (var (node, soak) in order[i].Dependents)
            {
                node.Start = Math.Max(node.Start, end + soak);
                if (--node.Waiting == 0)
                {
                    order.Add(node);
                }
            }
        }

        // Backwards: the latest start that leaves the total as it is.
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var end = total;
            foreach (var (node, soak) in order[i].Dependents)
            {
                end = Math.Min(end, node.Latest - soak ?? end);
            }

            order[i].Latest = end - order[i].Service.Minutes;
        }

        var lines = new List<string> { $"total {total}" };
        lines.AddRange(inOrder.ConvertAll(node => node.Latest is { } latest
            ? $"{node.Service.Name} {node.Start} {latest - node.Start}"
            : $"{node.Service.Name} blocked"));
        return lines;
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
