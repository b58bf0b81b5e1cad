using System.Net;
using EllaAI.Sandbox.Service;

namespace EllaAI.Sandbox.Cli;

internal static class ServeArguments
{
    /// <summary>The kernel's limit for the path of a Unix socket, without its closing zero.</summary>
    private const int LongestSocket = 107;

    public static ServeOptions Read(IReadOnlyList<string> arguments)
    {
        var read = new Arguments(arguments, ["--socket", "--listen", "--capacity", "--queue"], ["--follow-stdin", "--allow-no-cgroup", "--insecure"]);
        read.NoRest();
        var (socket, listen) = (read.Text("--socket"), read.Text("--listen"));
        if (socket is null == listen is null) throw new UsageException("serve needs either --socket PATH or --listen ADDRESS:PORT.");
        if (socket?.Length > LongestSocket) throw new UsageException($"the path of a socket has at most {LongestSocket} characters.");
        return new()
        {
            Socket = socket,
            Listen = listen is null ? null : EndPoint(listen, read.Has("--insecure")),
            Capacity = read.Number("--capacity", Environment.ProcessorCount),
            Queue = read.Number("--queue", 2_000, least: 0),
            FollowStdin = read.Has("--follow-stdin"),
            AllowNoCgroup = read.Has("--allow-no-cgroup"),
        };
    }

    // Anybody who reaches the port may run code and read answers, so an open one has to be asked for.
    private static IPEndPoint EndPoint(string text, bool insecure)
    {
        if (!IPEndPoint.TryParse(text, out var address) || address.Port == 0) throw new UsageException($"'{text}' is no ADDRESS:PORT.");
        if (!IPAddress.IsLoopback(address.Address) && !insecure)
            throw new UsageException($"{address} is reachable by others and the connection is not encrypted: add --insecure if its network is private.");
        return address;
    }
}
