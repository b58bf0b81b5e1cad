namespace EllaAI.Web.Ui.Shared;

/// <summary>Where a reader is in a list whose pages know only the next one.</summary>
public sealed class PageTrail
{
    private readonly Stack<string> _before = [];

    /// <summary>Of the page that is shown; empty for the first.</summary>
    public string Cursor { get; private set; } = "";

    public int Number => _before.Count + 1;

    public void Forward(string next)
    {
        _before.Push(Cursor);
        Cursor = next;
    }

    public void Back() => Cursor = _before.TryPop(out var before) ? before : "";
}
