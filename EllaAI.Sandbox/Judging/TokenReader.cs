namespace EllaAI.Sandbox.Judging;

/// <summary>Walks over what stands between white space. White space is what C calls so in ASCII, as in the ICPC default validator.</summary>
internal ref struct TokenReader(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;
    private int _line = 1;

    public ReadOnlySpan<char> Token { get; private set; }

    /// <summary>Where the token stands, counted from 1.</summary>
    public int Line { get; private set; } = 1;

    public bool Next()
    {
        var start = 0;
        for (; start < _rest.Length && IsSpace(_rest[start]); start++)
            if (_rest[start] == '\n') _line++;
        if (start == _rest.Length)
        {
            _rest = Token = default;
            return false;
        }
        var end = start + 1;
        while (end < _rest.Length && !IsSpace(_rest[end])) end++;
        Token = _rest[start..end];
        _rest = _rest[end..];
        Line = _line;
        return true;
    }

    public static bool IsSpace(char c) => c is ' ' or (>= '\t' and <= '\r');
}
