namespace EllaAI.Core.Privacy;

/// <summary>What was written and not taken yet. Without going back: what is taken is on its way.</summary>
internal sealed class PartBuffer : Stream
{
    private readonly MemoryStream _held = new();

    public long Held => _held.Length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public byte[] Take()
    {
        var bytes = _held.ToArray();
        _held.SetLength(0);
        return bytes;
    }

    public override void Flush()
    {
        // It is held until it is taken.
    }

    public override void Write(byte[] buffer, int offset, int count) => _held.Write(buffer, offset, count);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
