using System.Globalization;

namespace EllaAI.Web.Ui;

/// <summary>
/// A value in a page's address, which anybody may have written: what it cannot mean is as if it were not there. A page's own parameters are texts for
/// that, because the framework fails on a number that is none.
/// </summary>
internal static class QueryValue
{
    public static int? Number(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
