using System.Buffers.Binary;
using System.Text;
using EllaAI.Sandbox.Engine;

namespace EllaAI.Sandbox.Compilers;

/// <summary>
/// Requests and replies of a compiler that stays. Numbers are four bytes, the highest first; what follows is measured by the
/// one before it. A request: its length, arguments, files (name, content). A reply: its length, exit code, text, files.
/// </summary>
internal static class CompilerMessages
{
    private const int LargestReply = 16 << 20, MostFiles = 2_000;

    public static byte[] Request(IReadOnlyList<string> arguments, IReadOnlyList<CompilerFile> files)
    {
        using var body = new MemoryStream();
        Put(body, 0);
        Put(body, arguments.Count);
        foreach (var argument in arguments) Put(body, Encoding.UTF8.GetBytes(argument));
        Put(body, files.Count);
        foreach (var (name, content) in files)
        {
            Put(body, Encoding.UTF8.GetBytes(name));
            Put(body, content);
        }
        var whole = body.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(whole, whole.Length - sizeof(int));
        return whole;
    }

    /// <summary>Null when the compiler ended, or said what none of ours says.</summary>
    public static WarmCompiled? Reply(WallConversation compiler)
    {
        var length = new byte[sizeof(int)];
        if (!Fill(compiler, length)) return null;
        var bytes = BinaryPrimitives.ReadInt32BigEndian(length);
        if (bytes is < 0 or > LargestReply) return null;
        var body = new byte[bytes];
        return Fill(compiler, body) ? new Reader(body).Reply() : null;
    }

    private static bool Fill(WallConversation compiler, byte[] buffer)
    {
        for (var got = 0; got < buffer.Length;)
        {
            var read = compiler.Read(buffer.AsSpan(got));
            if (read == 0) return false;
            got += read;
        }
        return true;
    }

    private static void Put(MemoryStream body, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        body.Write(bytes);
    }

    private static void Put(MemoryStream body, byte[] bytes)
    {
        Put(body, bytes.Length);
        body.Write(bytes);
    }

    /// <summary>Trusts nothing: a compiler may have been taken over by what it compiled.</summary>
    private ref struct Reader(byte[] body)
    {
        private ReadOnlySpan<byte> _rest = body;

        public WarmCompiled? Reply()
        {
            if (!Number(out var code) || !Bytes(out var text) || !Number(out var count) || count is < 0 or > MostFiles) return null;
            var files = new List<CompilerFile>();
            for (; count > 0; count--)
            {
                if (!Bytes(out var name) || !Bytes(out var content)) return null;
                files.Add(new(Encoding.UTF8.GetString(name), content.ToArray()));
            }
            return _rest.IsEmpty ? new(code, Encoding.UTF8.GetString(text), files) : null;
        }

        private bool Number(out int number)
        {
            if (!BinaryPrimitives.TryReadInt32BigEndian(_rest, out number)) return false;
            _rest = _rest[sizeof(int)..];
            return true;
        }

        private bool Bytes(out ReadOnlySpan<byte> bytes)
        {
            bytes = default;
            if (!Number(out var length) || length < 0 || length > _rest.Length) return false;
            bytes = _rest[..length];
            _rest = _rest[length..];
            return true;
        }
    }
}
