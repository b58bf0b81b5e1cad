using Ganss.Xss;
using Markdig;

namespace EllaAI.Web.Questions;

/// <summary>A statement's Markdown as HTML that may stand in a page: raw HTML is taken as text, and what is left passes a sanitizer.</summary>
public static class StatementHtml
{
    private static readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseEmphasisExtras().Build();
    private static readonly HtmlSanitizer _sanitizer = new();

    public static string Of(string markdown) => _sanitizer.Sanitize(Markdown.ToHtml(markdown, _pipeline));
}
