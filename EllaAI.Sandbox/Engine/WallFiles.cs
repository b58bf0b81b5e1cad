using System.Runtime.InteropServices;
using System.Text;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Engine;

/// <summary>Files into the wall before a run, and back out of it after one.</summary>
public sealed partial class Wall
{
    /// <summary>Puts a file below the work folder. Only before anything of the candidate ran.</summary>
    public void Write(string path, ReadOnlySpan<byte> content, bool executable = false) => Write(path, content, executable ? Protocol.Executable : 0);

    /// <summary>Puts a file below <c>/tmp</c>, where only the next run finds it.</summary>
    public void WriteTemporary(string path, ReadOnlySpan<byte> content) => Write(path, content, Protocol.InTmp);

    /// <summary>An empty folder below <c>/tmp</c> that the next run may write into.</summary>
    public void MakeTemporaryFolder(string path) => Write(path, default, Protocol.InTmp | Protocol.Folder);

    /// <summary>Makes room for files that come before the run whose limits these are.</summary>
    public void MakeRoom(Limits limits)
    {
        Bound(limits);
        var command = new Protocol.SizeCommand { Kind = Protocol.SizeKind, DiskKb = (uint)limits.DiskMb * 1024 };
        Send(AsBytes(ref command), default, default);
    }

    /// <summary>
    /// A file below <c>/tmp</c> that the last run left, when it was told to <see cref="WallRun.Hold"/>. Null unless it is a plain
    /// file of one name with at most that many bytes; links are not followed and nothing is waited for.
    /// </summary>
    public byte[]? CollectTemporary(string path, int most) => Collect(path, most, Protocol.CollectTmp);

    /// <summary>The same below the work folder.</summary>
    public byte[]? Collect(string path, int most) => Collect(path, most, 0);

    /// <summary>All plain files below the work folder; null when there are too many.</summary>
    public IReadOnlyList<(string Name, bool Executable)>? List() => Collect("", 0, Protocol.CollectList) is { } names
        ? [.. Encoding.UTF8.GetString(names).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(n => (n[1..], n[0] == 'x'))]
        : null;

    private void Write(string path, ReadOnlySpan<byte> content, uint flags)
    {
        var name = Encoding.UTF8.GetBytes(path);
        do
        {
            var part = content[..Math.Min(content.Length, Protocol.Chunk)];
            content = content[part.Length..];
            var head = new Protocol.FileCommand { Kind = Protocol.FileKind, Flags = flags, PathBytes = (uint)name.Length, DataBytes = (uint)part.Length };
            Send(AsBytes(ref head), name, part);
            flags |= Protocol.Append;
        }
        while (content.Length > 0);
    }

    private byte[]? Collect(string path, int most, uint flags)
    {
        var name = Encoding.UTF8.GetBytes(path);
        // Longer than any path: process 1 would take it for a broken protocol.
        if (name.Length > 4000) return null;
        var command = new Protocol.CollectCommand { Kind = Protocol.CollectKind, Flags = flags, PathBytes = (uint)name.Length, Most = (uint)most };
        Send(AsBytes(ref command), name, default);
        _socket.ReceiveTimeout = (int)Grace.TotalMilliseconds;
        using var content = new MemoryStream();
        for (; ; )
        {
            var message = Receive(out var kind);
            if (kind != Protocol.Collected) throw new WallLostException($"The wall said something unknown ({kind}).");
            var reply = MemoryMarshal.Read<Protocol.CollectedReply>(message);
            content.Write(message.Slice(Marshal.SizeOf<Protocol.CollectedReply>(), (int)reply.Bytes));
            if (reply.Last != 0) return reply.Error == 0 ? content.ToArray() : null;
        }
    }
}
