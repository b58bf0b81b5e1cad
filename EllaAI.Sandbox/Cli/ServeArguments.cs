using System.Net;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;
using EllaAI.Sandbox.Service;

namespace EllaAI.Sandbox.Cli;

internal static class ServeArguments
{
    /// <summary>The kernel's limit for the path of a Unix socket, without its closing zero.</summary>
    private const int LongestSocket = 107;

    public static ServeOptions Read(IReadOnlyList<string> arguments)
    {
        var read = new Arguments(
            arguments,
            ["--socket", "--listen", "--capacity", "--queue", "--languages", "--cert", "--key", "--client-ca"],
            ["--follow-stdin", "--allow-no-cgroup", "--insecure", "--no-warm"]);
        read.NoRest();
        var (socket, listen) = (read.Text("--socket"), read.Text("--listen"));
        if (socket is null == listen is null) throw new UsageException("serve needs either --socket PATH or --listen ADDRESS:PORT.");
        if (socket?.Length > LongestSocket) throw new UsageException($"the path of a socket has at most {LongestSocket} characters.");
        var address = listen is null ? null : EndPoint(listen);
        return new()
        {
            Socket = socket,
            Listen = address,
            Tls = Tls(read, address),
            Capacity = read.Number("--capacity", Environment.ProcessorCount),
            Queue = read.Number("--queue", 2_000, least: 0),
            Languages = Languages(read.Text("--languages")),
            FollowStdin = read.Has("--follow-stdin"),
            Warm = !read.Has("--no-warm"),
            AllowNoCgroup = read.Has("--allow-no-cgroup"),
        };
    }

    private static string[]? Languages(string? list)
    {
        if (list is null) return null;
        var ids = list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ids.Length == 0) throw new UsageException("--languages needs ids, such as python,java.");
        return ids.FirstOrDefault(id => LanguageTable.Find(id) is null) is { } unknown ? throw new UsageException($"no language is called '{unknown}'.") : ids;
    }

    private static IPEndPoint EndPoint(string text) => IPEndPoint.TryParse(text, out var address) && address.Port != 0
        ? address
        : throw new UsageException($"'{text}' is no ADDRESS:PORT.");

    private static WorkerTls? Tls(Arguments read, IPEndPoint? address)
    {
        string?[] files = [read.Text("--cert"), read.Text("--key"), read.Text("--client-ca")];
        if (files.All(f => f is null)) return Open(address, read.Has("--insecure"));
        if (files is not [{ } certificate, { } key, { } authorities]) throw new UsageException("--cert, --key and --client-ca go together.");
        if (address is null) throw new UsageException("certificates are for --listen: who may open a socket is said by its folder.");
        if (read.Has("--insecure")) throw new UsageException("--insecure goes without certificates.");
        try
        {
            return new(new(certificate, key, authorities));
        }
        catch (MutualTlsException e)
        {
            var option = e.File switch { TlsFile.Certificate => "--cert", TlsFile.Key => "--key", _ => "--client-ca" };
            throw new UsageException($"{option}: {e.Message}", e);
        }
    }

    // Anybody who reaches the port may run code and read answers, so an open one has to be asked for.
    private static WorkerTls? Open(IPEndPoint? address, bool insecure) => address is null || IPAddress.IsLoopback(address.Address) || insecure
        ? null
        : throw new UsageException(
            $"{address} is reachable by others and the connection is not encrypted: give --cert, --key and --client-ca, or --insecure if its network is private.");
}
