using System.Buffers.Binary;
using System.Text;

namespace EllaAI.Web.Adapters.NameServers;

/// <summary>As much of RFC 1035 as a question for texts (TXT) needs.</summary>
internal static class DnsMessage
{
    private const int Header = 12;
    private const ushort Txt = 16, Internet = 1, Wanted = 0x0100;

    public static byte[] Question(ushort id, string name)
    {
        var message = new List<byte>();
        foreach (var word in (ushort[])[id, Wanted, 1, 0, 0, 0]) Add(message, word);
        foreach (var label in name.Split('.'))
        {
            message.Add((byte)label.Length);
            message.AddRange(Encoding.ASCII.GetBytes(label));
        }

        message.Add(0);
        Add(message, Txt);
        Add(message, Internet);
        return [.. message];
    }

    /// <summary>None for a name that does not exist; null for what is no answer, or says that the server could not tell.</summary>
    public static IReadOnlyList<string>? Texts(ReadOnlySpan<byte> answer, ushort id)
    {
        try
        {
            if (Word(answer, 0) != id || (answer[2] & 0x80) == 0 || (answer[3] & 0x0f) is not (0 or 3)) return null;
            var (texts, at) = (new List<string>(), Header);
            for (var i = Word(answer, 4); i > 0; i--) at = SkipName(answer, at) + 4;
            for (var i = Word(answer, 6); i > 0; i--)
            {
                at = SkipName(answer, at);
                var (type, length) = (Word(answer, at), Word(answer, at + 8));
                at += 10;
                if (type == Txt) texts.Add(Text(answer.Slice(at, length)));
                at += length;
            }

            return texts;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            // It ends before it should.
            return null;
        }
    }

    /// <summary>Pieces of at most 255 bytes, each behind its length.</summary>
    private static string Text(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder();
        for (var at = 0; at < data.Length; at += 1 + data[at]) text.Append(Encoding.UTF8.GetString(data.Slice(at + 1, data[at])));
        return text.ToString();
    }

    private static int SkipName(ReadOnlySpan<byte> message, int at)
    {
        while (message[at] != 0)
        {
            // The rest of the name stands elsewhere.
            if ((message[at] & 0xc0) == 0xc0) return at + 2;
            at += 1 + message[at];
        }

        return at + 1;
    }

    private static ushort Word(ReadOnlySpan<byte> message, int at) => BinaryPrimitives.ReadUInt16BigEndian(message[at..]);

    private static void Add(List<byte> message, ushort word)
    {
        message.Add((byte)(word >> 8));
        message.Add((byte)word);
    }
}
