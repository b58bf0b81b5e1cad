using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Functions;

/// <summary>How one language calls a candidate's function: its types, its starter, and the main program that goes beside the candidate's file.</summary>
internal abstract class Harness
{
    /// <summary>The id of the language.</summary>
    public abstract string Id { get; }

    /// <summary>The name of <see cref="Program"/>. No candidate's file is called so.</summary>
    public abstract string FileName { get; }

    /// <summary>True when the arguments come as JSON; else in the plain form of <see cref="ArgumentText"/>, which takes a dozen lines to read.</summary>
    public virtual bool ReadsJson => false;

    /// <summary>Whether a number of this language holds every long; else those beyond 2^53 come as strings in the JSON.</summary>
    public virtual bool HoldsLongs => true;

    /// <summary>What the editor begins with. It compiles, and returns something of the right type.</summary>
    public abstract string Starter(FunctionSignature function);

    /// <summary>The main program: reads the arguments, calls the function once, prints the result as JSON.</summary>
    /// <param name="file">The candidate's file.</param>
    public abstract string Program(FunctionSignature function, string file);

    /// <summary>The same language with this main program. The candidate's file is the first.</summary>
    public virtual Language Adapt(Language language, string file) => language;

    /// <summary>Whether the main program is the first file, from which <c>{file}</c> and <c>{sources}</c> are taken.</summary>
    public virtual bool ComesFirst => false;

    /// <summary>The function as this language calls it.</summary>
    public abstract string Name(FunctionSignature function);

    /// <summary>Words that cannot be names, separated by spaces; a name that is one gets a line below it.</summary>
    protected abstract string Keywords { get; }

    protected string Free(string name) => Keywords.Split(' ').Contains(name) ? name + "_" : name;

    protected string Template(params (string Name, string Value)[] values) => Languages.Template.Of($"Functions/{Id}/{FileName}", values);

    protected static string Join<T>(IEnumerable<T> items, Func<T, string> text) => string.Join(", ", items.Select(text));
}
