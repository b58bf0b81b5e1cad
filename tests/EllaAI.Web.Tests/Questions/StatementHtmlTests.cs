using EllaAI.Web.Questions;
using Xunit;

namespace EllaAI.Web.Tests.Questions;

public sealed class StatementHtmlTests
{
    public static TheoryData<string> Attacks { get; } =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<p onclick=\"alert(1)\">click</p>", "<svg/onload=alert(1)>",
        "<iframe src=\"https://evil.example\"></iframe>", "<a href=\"javascript:alert(1)\">x</a>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))",
        "[x](javascript&#58;alert(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)", "![x](javascript:alert(1))", "<javascript:alert(1)>", "[x](vbscript:msgbox)",
        "<style>@import 'https://evil.example'</style>", "<form action=\"https://evil.example\"><input name=password></form>", "<math><mtext><script>alert(1)</script></mtext></math>",
        "[x][1]\n\n[1]: javascript:alert(1)", "```\n</code></pre><script>alert(1)</script>\n```", "<base href=\"https://evil.example\">", "<object data=x></object>",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Nothing_in_a_statement_can_run(string markdown)
    {
        var html = StatementHtml.Of(markdown);

        // What is left of an attack is text: escaped, so that no tag or attribute of it remains.
        string[] forbidden = ["<script", "<img src=\"x", "<svg", "<iframe", "<style", "<form", "<input", "<base", "<object", "<math"];
        Assert.All(forbidden, part => Assert.DoesNotContain(part, html, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotMatch("<[^>]*\\son[a-z]+\\s*=", html);
        Assert.DoesNotMatch("(?i)<[^>]*\\s(href|src)\\s*=\\s*\"?\\s*(javascript|data|vbscript)", html);
    }

    [Fact]
    public void What_a_statement_needs_stays()
    {
        var html = StatementHtml.Of("# Title\n\nRead **two** `int`s and x<sub>1</sub>.\n\n| in | out |\n| --- | --- |\n| 1 | 2 |\n\n```text\na < b && c > d\n```\n\n[docs](https://example.com/a?b=1&c=2)\n\n- one\n- two");

        string[] kept = ["<h1", "<strong>two</strong>", "<code>int</code>", "<table>", "<td>1</td>", "a &lt; b &amp;&amp; c &gt; d", "href=\"https://example.com/a?b=1&amp;c=2\"", "<li>one</li>"];
        Assert.All(kept, part => Assert.Contains(part, html, StringComparison.Ordinal));
    }
}
