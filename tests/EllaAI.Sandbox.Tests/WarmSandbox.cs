using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests;

/// <summary>A sandbox as <c>serve</c> has it, with compilers that stay.</summary>
public sealed class WarmSandbox : IAsyncDisposable
{
    private Engine.Sandbox? _sandbox;

    /// <summary>With this language's compiler ready.</summary>
    public async Task<Engine.Sandbox> Warm(string language)
    {
        _sandbox ??= Engine.Sandbox.Open(capacity: 2, queueLimit: 100, allowNoCgroup: false, warm: true);
        await Processes.Until(() => _sandbox.IsWarm(language), $"the compiler of {language} is warm");
        return _sandbox;
    }

    public async Task<Outcome> Run(string language, string code, string stdin = "", string? expected = null) =>
        await Outcome.Of((await Warm(language)).Run(Ask.One(language, code, stdin, expected), TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        if (_sandbox is not null) await _sandbox.DisposeAsync();
    }
}
