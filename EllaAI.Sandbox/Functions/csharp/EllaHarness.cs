using System.Collections;
using System.Globalization;
using System.Text;

/// <summary>Reads the arguments, calls the candidate's method once, prints its result as JSON.</summary>
internal static class EllaHarness
{
    private static int Main()
    {
        var input = new EllaInput();
        var answer = Console.OpenStandardOutput();
        // What the candidate prints goes to standard error.
        Console.SetOut(Console.Error);
        Console.SetIn(TextReader.Null);
        var text = new StringBuilder();
        try
        {
            Write(text, Call(input));
        }
        catch (Exception error)
        {
            Console.Error.WriteLine(string.Join('\n', error.ToString().Split('\n').Where(l => !l.Contains("   at EllaHarness."))));
            return 1;
        }
        answer.Write(Encoding.UTF8.GetBytes(text.Append('\n').ToString()));
        answer.Flush();
        // Threads have nothing to add.
        Environment.Exit(0);
        return 0;
    }

    private static object Call(EllaInput input)
    {
        {{arguments}}
        return {{call}};
    }

    private static void Write(StringBuilder text, object value)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case bool b: text.Append(b ? "true" : "false"); break;
            case double d: text.Append(double.IsFinite(d) ? d.ToString("R", CultureInfo.InvariantCulture) : double.IsNaN(d) ? "\"NaN\"" : d > 0 ? "\"Infinity\"" : "\"-Infinity\""); break;
            case string s: WriteString(text, s); break;
            case IDictionary map: WriteMap(text, map); break;
            case IEnumerable list: WriteList(text, list); break;
            case IFormattable number when value.GetType().IsPrimitive || value is decimal or System.Numerics.BigInteger: text.Append(number.ToString(null, CultureInfo.InvariantCulture)); break;
            default: WriteString(text, value.ToString()); break;
        }
    }

    private static void WriteList(StringBuilder text, IEnumerable list)
    {
        text.Append('[');
        var first = true;
        foreach (var item in list)
        {
            if (!first) text.Append(',');
            first = false;
            Write(text, item);
        }
        text.Append(']');
    }

    private static void WriteMap(StringBuilder text, IDictionary map)
    {
        text.Append('{');
        var first = true;
        foreach (DictionaryEntry entry in map)
        {
            if (!first) text.Append(',');
            first = false;
            WriteString(text, Convert.ToString(entry.Key, CultureInfo.InvariantCulture));
            text.Append(':');
            Write(text, entry.Value);
        }
        text.Append('}');
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\') text.Append('\\').Append(c);
            else if (c < ' ' || char.IsSurrogate(c)) text.Append("\\u").Append(((int)c).ToString("x4"));
            else text.Append(c);
        }
        text.Append('"');
    }
}

internal sealed class EllaInput
{
    private readonly byte[] _bytes;
    private int _at;

    public EllaInput()
    {
        using var all = new MemoryStream();
        Console.OpenStandardInput().CopyTo(all);
        _bytes = all.ToArray();
    }

    public int Int() => (int)Long();

    public long Long() => long.Parse(Word(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public double Double() => double.Parse(Word(), NumberStyles.Float, CultureInfo.InvariantCulture);

    public bool Bool() => Word()[0] == '1';

    public string String()
    {
        var length = Int();
        var text = Encoding.UTF8.GetString(_bytes, _at, length);
        _at += length + 1;
        return text;
    }

    public T[] List<T>(Func<T> item)
    {
        var list = new T[Int()];
        for (var i = 0; i < list.Length; i++) list[i] = item();
        return list;
    }

    public Dictionary<string, T> Map<T>(Func<T> item)
    {
        var map = new Dictionary<string, T>();
        for (var count = Int(); count > 0; count--)
        {
            var key = String();
            map[key] = item();
        }
        return map;
    }

    private string Word()
    {
        var from = _at;
        while (_bytes[_at] != ' ') _at++;
        return Encoding.ASCII.GetString(_bytes, from, _at++ - from);
    }
}
