using System.Runtime.InteropServices;
using System.Text.Json;

namespace EllaAI.Sandbox.Judging;

/// <summary>Finds where two JSON values first differ.</summary>
internal sealed class JsonComparison(Tolerance tolerance)
{
    private const int LongestPath = 100;

    private readonly Stack<string> _path = new();

    /// <summary>
    /// Null when they are equal; else where, as in <c> at [3].name</c>, empty for the whole. Only places that the answer itself
    /// has are named.
    /// </summary>
    public string? Difference(JsonElement mine, JsonElement theirs) => Same(mine, theirs) ? null : Place();

    private bool Same(JsonElement mine, JsonElement theirs) => mine.ValueKind == theirs.ValueKind && mine.ValueKind switch
    {
        JsonValueKind.Array => SameItems(mine, theirs),
        JsonValueKind.Object => SameMembers(mine, theirs),
        JsonValueKind.Number => SameText(mine, theirs) || tolerance.Same(mine.GetRawText(), theirs.GetRawText()),
        JsonValueKind.String => SameText(mine, theirs) || string.Equals(Text(mine), Text(theirs), tolerance.Letters),
        _ => true,
    };

    private bool SameItems(JsonElement mine, JsonElement theirs)
    {
        if (mine.GetArrayLength() != theirs.GetArrayLength()) return false;
        var index = 0;
        foreach (var (a, b) in mine.EnumerateArray().Zip(theirs.EnumerateArray()))
        {
            if (!Same(a, b)) return At($"[{index}]");
            index++;
        }
        return true;
    }

    // By a table, since looking up a member walks over all of them.
    private bool SameMembers(JsonElement mine, JsonElement theirs)
    {
        if (mine.GetPropertyCount() != theirs.GetPropertyCount()) return false;
        var wanted = theirs.EnumerateObject().ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
        foreach (var member in mine.EnumerateObject())
        {
            if (!wanted.TryGetValue(member.Name, out var value)) return false;
            if (!Same(member.Value, value)) return At($".{member.Name}");
        }
        return true;
    }

    private bool At(string step)
    {
        _path.Push(step);
        return false;
    }

    private string Place()
    {
        var path = string.Concat(_path);
        return path.Length == 0 ? "" : $" at {(path.Length > LongestPath ? path[..LongestPath] + "..." : path)}";
    }

    private static bool SameText(JsonElement mine, JsonElement theirs) =>
        JsonMarshal.GetRawUtf8Value(mine).SequenceEqual(JsonMarshal.GetRawUtf8Value(theirs));

    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: legal JSON, and no text.
            return value.GetRawText();
        }
    }
}
