using System.Globalization;

namespace EllaAI.Core.Plans;

/// <summary>Bytes as people write them: <c>500 MB</c>, <c>1.5 GB</c>, by the thousand as disks are sold.</summary>
public static class ByteSize
{
    private static readonly (string Name, decimal Bytes)[] _units = [("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)];

    public static string Words(long bytes)
    {
        foreach (var (name, size) in _units)
            if (bytes >= size) return string.Create(CultureInfo.InvariantCulture, $"{bytes / size:0.##} {name}");
        return string.Create(CultureInfo.InvariantCulture, $"{bytes} {(bytes == 1 ? "byte" : "bytes")}");
    }

    /// <summary>Null for what is none, or is none that a number can hold.</summary>
    public static long? Parse(string typed)
    {
        var text = typed.Trim();
        var digits = text.TrimEnd([.. "bytesBYTESkKmMgG "]);
        var unit = text[digits.Length..].Trim();
        var size = unit.Length == 0 || unit.StartsWith("byte", StringComparison.OrdinalIgnoreCase) || unit.Equals("b", StringComparison.OrdinalIgnoreCase)
            ? 1m
            : _units.FirstOrDefault(u => u.Name.Equals(unit, StringComparison.OrdinalIgnoreCase) || u.Name[..1].Equals(unit, StringComparison.OrdinalIgnoreCase)).Bytes;
        if (size == 0 || digits.Length > 20 || !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        return number <= long.MaxValue / size ? (long)(number * size) : null;
    }
}
