using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;

[assembly: AssemblyFixture(typeof(EllaAI.Sandbox.Tests.SandboxFixture))]

namespace EllaAI.Sandbox.Tests;

/// <summary>One real sandbox for all tests. Where there can be none the tests are skipped, unless everything is demanded.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    private Engine.Sandbox? _sandbox;
    private string _reason = "";

    public static bool Demanded => Environment.GetEnvironmentVariable("ELLA_REQUIRE") == "all";

    /// <summary>Submissions at once; as many walls wait ready.</summary>
    public const int Capacity = 2;

    /// <summary>Whether there is a sandbox at all; where not, its tests are skipped.</summary>
    public bool Usable => _sandbox is not null && _reason.Length == 0;

    public async ValueTask InitializeAsync()
    {
        try
        {
            _sandbox = Engine.Sandbox.Open(Capacity, queueLimit: 100, allowNoCgroup: false);
            await _sandbox.Status(TestContext.Current.CancellationToken);
        }
        catch (SandboxUnusableException e) when (!Demanded)
        {
            _reason = e.Message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_sandbox is not null) await _sandbox.DisposeAsync();
    }

    public Engine.Sandbox Require()
    {
        Assert.SkipWhen(_reason.Length > 0, _reason);
        return _sandbox!;
    }

    public async Task<Engine.Sandbox> Require(string language)
    {
        var sandbox = Require();
        var info = (await sandbox.Status(default)).Languages.Single(l => l.Id == language);
        if (Demanded && LanguageSamples.Main.Contains(language)) Assert.True(info.Available, $"{info.Name} is missing.");
        Assert.SkipUnless(info.Available, $"{info.Name} is not installed.");
        return sandbox;
    }

    public async Task<Outcome> Run(string language, string code, string stdin = "", string? expected = null, Limits? limits = null, Checker? checker = null) =>
        await Outcome.Of((await Require(language)).Run(Ask.One(language, code, stdin, expected, limits, checker), TestContext.Current.CancellationToken));
}
