using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(EllaAI.E2E.ProductFixture))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace EllaAI.E2E;

/// <summary>One product and one browser for all tests that do not end them.</summary>
public sealed class ProductFixture : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>Milliseconds that a test waits for what must come; generous, because machines are shared.</summary>
    private const float Patience = 60_000;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public EllaProcess Ella { get; } = new();

    public IBrowser Browser => _browser!;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            if (Environment.GetEnvironmentVariable("ELLA_REQUIRE") == "all") throw new InvalidOperationException($"{Chromium} is missing.");
            return;
        }

        Directory.CreateDirectory(Place.Pictures);
        Assertions.SetDefaultExpectTimeout(Patience);
        await Ella.Start();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    /// <summary>A browser with nothing in it, as a person would bring.</summary>
    public async Task<IBrowserContext> Person(EllaProcess? ella = null, int width = 1440, int height = 900)
    {
        Assert.SkipWhen(_browser is null, $"{Chromium} is not installed");
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = (ella ?? Ella).Address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            TimezoneId = "Europe/Berlin",
        });
        context.SetDefaultTimeout(Patience);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Ella.DisposeAsync();
    }
}
