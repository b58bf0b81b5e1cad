using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EllaAI.E2E;

/// <summary>Looks at a page as somebody with a phone would, and names what they could not read, reach or press.</summary>
internal sealed partial class PageLook(IPage page)
{
    private readonly List<string> _errors = [];

    public static async Task<PageLook> Of(IPage page)
    {
        var look = new PageLook(page);
        await page.AddInitScriptAsync("window.ellaRefused = []; document.addEventListener('securitypolicyviolation', e => ellaRefused.push(`${e.effectiveDirective} ${e.blockedURI}`))");
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        page.PageError += (_, error) => look._errors.Add(error);
        // A page that says that there is nothing here answers 404 itself.
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !(message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && message.Location.StartsWith(page.Url, StringComparison.Ordinal)))
                look._errors.Add(message.Text);
        };
        return look;
    }

    /// <summary>As it stands, in light and in dark.</summary>
    /// <returns>One line for each thing that is wrong.</returns>
    public async Task<IReadOnlyList<string>> Now()
    {
        // Attached and in the page's outline: a candidate's bar may have room for none.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First).ToBeAttachedAsync();
        await Expect(page.Locator(".bone:visible")).ToHaveCountAsync(0);
        var found = new List<string>();
        foreach (var theme in (string[])["light", "dark"])
        {
            var wrong = await page.EvaluateAsync<string[]>(Script, theme);
            found.AddRange(wrong.Select(line => $"{theme}: {line}"));
        }

        found.AddRange(_errors.Select(line => $"console: {line}"));
        _errors.Clear();
        return [.. found.Select(line => Spaces().Replace(line, " "))];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    private const string Script = """
        theme => {
          const root = document.documentElement, width = root.clientWidth, found = new Set();
          root.dataset.theme = theme;
          for (const animation of document.getAnimations()) try { animation.finish(); } catch { /* It has no end. */ }
          const above = function* (e) { for (let at = e; at; at = at.parentElement) yield at; };
          const name = e => `${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""}.${e.getAttribute("class") ?? ""} “${(e.textContent ?? "").trim().slice(0, 40)}”`;
          const apart = e => e.closest(".monaco-editor, .visually-hidden, .skip, #blazor-error-ui") || (e.closest("#rail") && !("drawer" in root.dataset));
          const clipped = e => [...above(e)].some(a => getComputedStyle(a).clipPath === "inset(50%)");
          const shown = e => !apart(e) && !clipped(e) && e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && e.getClientRects().length > 0;
          const all = [...document.body.querySelectorAll("*")].filter(shown);

          if (root.scrollWidth > width) found.add(`the page is ${root.scrollWidth} wide`);
          const heads = [...document.querySelectorAll("h1")].filter(e => e.checkVisibility({ checkVisibilityCSS: true }));
          if (heads.length !== 1) found.add(`${heads.length} headings of the first level`);

          for (const e of all) {
            const box = e.getBoundingClientRect();
            const kept = [...above(e.parentElement)].some(a => getComputedStyle(a).overflowX !== "visible" && a !== document.body && a !== root);
            if (!kept && box.width > 0 && (box.right > width + 1 || box.left < -1)) found.add(`outside of the window, ${Math.round(box.left)} to ${Math.round(box.right)}: ${name(e)}`);
          }

          const texts = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const e = node.parentElement;
            if (!node.data.trim() || !e || !shown(e) || ["SCRIPT", "STYLE", "OPTION", "TITLE"].includes(e.tagName)) continue;
            texts.push(e);
            const range = document.createRange();
            range.selectNodeContents(node);
            const lines = [...range.getClientRects()];
            for (const a of above(e)) {
              if (a === document.body) break;
              const style = getComputedStyle(a), box = a.getBoundingClientRect();
              if (style.overflowX === "auto" || style.overflowX === "scroll" || style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none") break;
              if (!["hidden", "clip"].includes(style.overflowX)) continue;
              if (lines.some(l => l.right > box.right + 1 || l.left < box.left - 1 || l.bottom > box.bottom + 4)) found.add(`cut off: ${name(e)}`);
            }
          }

          const inText = e => getComputedStyle(e).display.startsWith("inline") && !e.matches(".button, button, input, select, textarea") && [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.data.trim().length > 1);
          for (const e of all.filter(e => e.matches("a[href], button, input:not([type=hidden]), select, textarea, summary, [role=tab], [role=button]"))) {
            // What leads on from a row is the whole row.
            const boxes = [e.matches(".row-link") ? e.closest("tr, li") ?? e : e, ...(e.labels ?? [])].map(b => b.getBoundingClientRect());
            const [wide, high] = [Math.max(...boxes.map(b => b.width)), Math.max(...boxes.map(b => b.height))];
            if (!inText(e) && (wide < 23.5 || high < 23.5)) found.add(`to press, only ${wide.toFixed(1)} x ${high.toFixed(1)}: ${name(e)}`);
            if (e.matches(".button") && !e.closest(".workspace") && high < 43.5) found.add(`a button of ${high.toFixed(1)}: ${name(e)}`);
            if (e.matches("input, select, textarea") && !e.labels?.length && !e.ariaLabel && !e.getAttribute("aria-labelledby") && !["submit", "button"].includes(e.type)) found.add(`no label: ${name(e)}`);
          }

          const parse = text => {
            const parts = (text.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number), unit = text.startsWith("color(") ? 255 : 1;
            return { r: parts[0] * unit, g: parts[1] * unit, b: parts[2] * unit, a: parts[3] ?? 1 };
          };
          const over = (top, under) => ({ r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1 });
          const light = c => [c.r, c.g, c.b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          for (const e of new Set(texts)) {
            const layers = [...above(e)].map(a => getComputedStyle(a));
            if (e.closest(":disabled, [aria-disabled=true], svg") || layers.some(s => s.backgroundImage !== "none" || Number(s.opacity) < 1)) continue;
            const grounds = layers.map(s => parse(s.backgroundColor));
            const base = grounds.findIndex(g => g.a === 1);
            const ground = grounds.slice(0, base < 0 ? undefined : base).reverse().reduce((under, top) => over(top, under), base < 0 ? { r: 255, g: 255, b: 255, a: 1 } : grounds[base]);
            const [bright, dim] = [light(over(parse(layers[0].color), ground)), light(ground)].sort((a, b) => b - a), ratio = (bright + 0.05) / (dim + 0.05);
            const size = parseFloat(layers[0].fontSize), large = size >= 24 || (size >= 18.66 && Number(layers[0].fontWeight) >= 700);
            if (ratio < (large ? 3 : 4.5)) found.add(`contrast ${ratio.toFixed(2)}: ${name(e)}`);
          }

          for (const refused of window.ellaRefused ?? []) found.add(`refused by the page's policy: ${refused}`);
          return [...found];
        }
        """;
}
