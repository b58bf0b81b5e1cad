using System;

static class Program
{
    static long Add(long a, long b)
    {
        return a + b;
    }

    static void Main()
    {
        var parts = Console.ReadLine()!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Console.WriteLine(Add(long.Parse(parts[0]), long.Parse(parts[1])));
    }
}
