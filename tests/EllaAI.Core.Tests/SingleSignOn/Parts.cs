using System.Collections.Concurrent;
using EllaAI.Core.Companies;
using EllaAI.Core.SingleSignOn;

namespace EllaAI.Core.Tests.SingleSignOn;

/// <summary>Marks a secret with its company instead of sealing it.</summary>
public sealed class PlainSecrets : ISignOnSecrets
{
    public string Seal(CompanyId company, string secret) => $"{company}|{secret}";

    public string? Open(CompanyId company, string sealedSecret) => sealedSecret.StartsWith($"{company}|", StringComparison.Ordinal) ? sealedSecret[(company.Value.Length + 1)..] : null;
}

/// <summary>Domains whose records a test writes.</summary>
public sealed class ScriptedRecords : IDomainRecords
{
    public ConcurrentDictionary<string, string> All { get; } = new();

    public Task<Result<IReadOnlyList<string>>> Texts(string name, CancellationToken ct) =>
        Task.FromResult<Result<IReadOnlyList<string>>>(All.TryGetValue(name, out var text) ? (string[])["v=spf1 -all", .. text.Split('\n')] : []);
}
