using System.Globalization;
using System.Text.RegularExpressions;

namespace EllaAI.Sandbox.Languages;

/// <summary>Which class a virtual machine starts: the entry file's name, in the package that the file says it is in.</summary>
/// <param name="Suffix">What the compiler puts behind the name, such as <c>Kt</c>; the name then begins with a capital.</param>
public sealed partial record EntryClass(string Suffix = "")
{
    public string Of(string file, string text)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (Suffix.Length > 0) name = string.Concat(name[..1].ToUpper(CultureInfo.InvariantCulture), name.AsSpan(1), Suffix);
        var package = Package().Match(text);
        return package.Success ? $"{package.Groups[1].Value}.{name}" : name;
    }

    [GeneratedRegex(@"^[ \t]*package[ \t]+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Package();
}
