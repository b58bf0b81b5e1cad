namespace EllaAI.Sandbox.Languages;

/// <summary>Every language that the sandbox knows. Another one is one more file and one more line here.</summary>
public static class LanguageTable
{
    public static IReadOnlyList<Language> All { get; } =
    [
        Python.Language, JavaScript.Language, TypeScript.Language, Java.Language, Kotlin.Language, Cpp.Language, CSharp.Language,
        C.Language, Go.Language, Rust.Language, Ruby.Language, Php.Language, Perl.Language, Lua.Language, Bash.Language,
        Haskell.Language, R.Language, Scala.Language, Sql.Language, Pascal.Language,
        Ada.Language, Assembly.Language, Awk.Language, D.Language, Elixir.Language, Fortran.Language, FSharp.Language, Lisp.Language,
        Nim.Language, OCaml.Language, Prolog.Language, Scheme.Language, Tcl.Language, VisualBasic.Language,
    ];

    public static Language? Find(string id) => All.FirstOrDefault(l => l.Id == id);
}
