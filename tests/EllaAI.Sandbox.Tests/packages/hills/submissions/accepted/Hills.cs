Console.ReadLine();
var h = Console.ReadLine()!.Split(' ').Select(long.Parse).ToArray();
Console.WriteLine(h.Zip(h.Skip(1), (a, b) => Math.Max(0, b - a)).Sum());
