using EllaAI.Core.Companies;

namespace EllaAI.Core.SingleSignOn;

/// <summary>Seals the secret that a company's provider gave it. What was sealed for one company opens for no other.</summary>
public interface ISignOnSecrets
{
    string Seal(CompanyId company, string secret);

    /// <summary>Null when this installation cannot read it: its keys were lost, or the documents came from another one.</summary>
    string? Open(CompanyId company, string sealedSecret);
}

/// <summary>Reads the records of domains.</summary>
public interface IDomainRecords
{
    /// <summary>The texts (TXT records) of that name; none for a name that does not exist. A problem when nobody answered.</summary>
    Task<Result<IReadOnlyList<string>>> Texts(string name, CancellationToken ct);
}
