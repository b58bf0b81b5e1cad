using EllaAI.Sandbox.Languages;

namespace EllaAI.Sandbox.Tests;

public sealed class EntryClassTests
{
    [Theory]
    [InlineData("Main.java", "public class Main {}", "", "Main")]
    [InlineData("src/app/Start.java", "// a start\npackage app.deep;\n", "", "app.deep.Start")]
    [InlineData("Main.java", "// not a package of mine\nclass Main {}", "", "Main")]
    [InlineData("main.kt", "fun main() {}", "Kt", "MainKt")]
    [InlineData("main.kt", "  package a.b\nfun main() {}", "Kt", "a.b.MainKt")]
    public void The_class_is_named_by_file_and_package(string file, string text, string suffix, string name) =>
        Assert.Equal(name, new EntryClass(suffix).Of(file, text));
}
