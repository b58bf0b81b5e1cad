using System.Buffers;

namespace EllaAI.Sandbox.Judging;

/// <summary>
/// What two programs said to each other, in the order in which it passed: lines of the candidate's program begin with
/// <c>&gt; </c>, those of the interactor with <c>&lt; </c>. Only the beginning is kept.
/// </summary>
internal sealed class Transcript(int most)
{
    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _said = new();
    private bool? _speaker;

    public bool Cut { get; private set; }

    public void Add(bool candidate, ReadOnlySpan<byte> part)
    {
        lock (_lock)
        {
            while (!part.IsEmpty && !Cut)
            {
                if (_speaker is { } last && last != candidate) Say("\n"u8);
                if (_speaker != candidate) Say(candidate ? "> "u8 : "< "u8);
                var end = part.IndexOf((byte)'\n') + 1;
                var line = end == 0 ? part : part[..end];
                Say(line);
                _speaker = end == 0 ? candidate : null;
                part = part[line.Length..];
            }
        }
    }

    public byte[] ToArray()
    {
        lock (_lock) return _said.WrittenSpan.ToArray();
    }

    private void Say(ReadOnlySpan<byte> bytes)
    {
        var room = most - _said.WrittenCount;
        Cut |= bytes.Length > room;
        _said.Write(bytes[..Math.Min(bytes.Length, room)]);
    }
}
