using System.Security.Cryptography;
using System.Text.Json;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Judging;

/// <summary>
/// Compiled checkers by what they are made of, since the same one serves thousands of submissions. They hold nothing of any
/// candidate. The ones that were not asked for longest go first.
/// </summary>
internal sealed class ProgramCache(long mostBytes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private long _clock;

    public int Count
    {
        get
        {
            lock (_lock) return _entries.Count;
        }
    }

    /// <param name="compile">Called once, by whoever asks first; what it throws is not kept, only that somebody asked.</param>
    public QuestionProgram Get(SourceProgram source, Func<QuestionProgram> compile, CancellationToken ct)
    {
        var entry = Find(Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(source))));
        if (entry.Program is { } known) return known;
        entry.Gate.Wait(ct);
        try
        {
            return entry.Program ??= compile();
        }
        finally
        {
            Trim(entry);
            entry.Gate.Release();
        }
    }

    private Entry Find(string key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry)) _entries[key] = entry = new();
            entry.Used = ++_clock;
            return entry;
        }
    }

    private void Trim(Entry latest)
    {
        lock (_lock)
        {
            var held = _entries.Values.Sum(e => e.Bytes);
            foreach (var (key, old) in _entries.OrderBy(e => e.Value.Used).ToList())
            {
                if (held <= mostBytes) return;
                // Who still compiles it keeps it; it is only forgotten here.
                if (old == latest) continue;
                _entries.Remove(key);
                held -= old.Bytes;
            }
        }
    }

    private sealed class Entry
    {
        // What an entry costs beside the files; failures count too.
        private const int Overhead = 1024;

        public SemaphoreSlim Gate { get; } = new(1);

        public volatile QuestionProgram? Program;

        public long Used;

        public long Bytes => (Program?.Bytes ?? 0) + Overhead;
    }
}
