using System.Collections;

namespace EllaAI.Web.Ui.Shared;

/// <summary>Rows that somebody adds, orders and removes. What was removed comes back where it was, last first.</summary>
public sealed class OrderedList<T>(IEnumerable<T> items) : IReadOnlyList<T>
{
    private readonly List<T> _items = [.. items];
    private readonly List<(int At, T Item)> _removed = [];

    public int Count => _items.Count;

    public T this[int index] => _items[index];

    public bool CanRestore => _removed.Count > 0;

    /// <summary>What <see cref="Restore"/> would bring back.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Nothing was removed.</exception>
    public T LastRemoved => _removed[^1].Item;

    public void Add(T item) => _items.Add(item);

    public void Insert(int index, T item) => _items.Insert(index, item);

    /// <summary>By -1 towards the top, by 1 towards the end. At the edge it stays.</summary>
    public bool Move(int index, int by)
    {
        var to = Math.Clamp(index + by, 0, Count - 1);
        if (to == index) return false;
        var item = _items[index];
        _items.RemoveAt(index);
        _items.Insert(to, item);
        return true;
    }

    public void RemoveAt(int index)
    {
        _removed.Add((index, _items[index]));
        _items.RemoveAt(index);
    }

    public void Restore()
    {
        var (at, item) = _removed[^1];
        _removed.RemoveAt(_removed.Count - 1);
        _items.Insert(Math.Min(at, Count), item);
    }

    /// <summary>Removed ones that must not come back, as when the same was added again.</summary>
    public void Forget(Predicate<T> removed) => _removed.RemoveAll(row => removed(row.Item));

    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
