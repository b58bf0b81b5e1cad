using EllaAI.Core.Execution;

namespace EllaAI.Web.Questions;

/// <summary>Starters that follow a function's signature for as long as their author has not touched them.</summary>
public sealed class StarterFrames
{
    private IReadOnlyDictionary<string, string> _made = new Dictionary<string, string>();

    /// <summary>What the runner makes for a signature that was loaded: starters that equal it are nobody's own.</summary>
    public void Know(IReadOnlyDictionary<string, string> frames) => _made = frames;

    /// <summary>Brings untouched starters up to date. One that was removed stays removed, one that was edited stays as it is.</summary>
    /// <param name="starters">Language id to code; changed in place.</param>
    /// <param name="usual">What a language begins a whole program with, by language id: that is nobody's own either.</param>
    /// <returns>True when something changed.</returns>
    public bool Renew(Dictionary<string, string> starters, IReadOnlyDictionary<string, string> frames, IReadOnlyDictionary<string, string> usual)
    {
        var changed = false;
        foreach (var (language, frame) in frames)
        {
            var known = _made.GetValueOrDefault(language);
            var untouched = starters.TryGetValue(language, out var now) ? now == known || now == usual.GetValueOrDefault(language) : known is null;
            if (!untouched || now == frame) continue;
            starters[language] = frame;
            changed = true;
        }
        _made = frames;
        return changed;
    }
}
