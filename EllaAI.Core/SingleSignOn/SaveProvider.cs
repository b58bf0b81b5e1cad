using EllaAI.Core.Access;
using EllaAI.Core.Audit;
using EllaAI.Core.Companies;
using EllaAI.Core.Features;
using EllaAI.Core.Storage;

namespace EllaAI.Core.SingleSignOn;

/// <summary>What an owner types.</summary>
/// <param name="Secret">Empty to keep the one that there is.</param>
public sealed record TypedProvider(string Issuer, string ClientId, string Secret, Role JoinsAs);

/// <summary>Sets up a company's provider, changes it, or does without one again. Another connection has to be tried before it can be the only way in.</summary>
public sealed class SaveProvider(IDocumentStore documents, ISignOnSecrets secrets, ProviderRules rules, TimeProvider clock, FeatureDefaults? defaults = null)
{
    public async Task<Result<Provider>> Run(Actor actor, TypedProvider typed, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageSignIn) is { } withheld) return withheld;
        if (await documents.Off(defaults, Feature.SingleSignOn, actor, ct) is { } off) return off;
        if (!rules.Issuer(typed.Issuer).Ok(out var issuer, out var wrong)) return wrong;
        if (Check(typed) is { } problem) return problem;
        return await Change(
            actor, AuditAction.SignOnSaved,
            before =>
            {
                var secret = typed.Secret.Trim();
                // What was typed for one provider is not told to another one.
                if (secret.Length == 0 && (!before.IsSet || before.Issuer != issuer))
                    return Problems.Invalid("secret", before.IsSet ? "Another provider has another secret. Enter it." : "Enter the client secret that your provider gave you.");
                var changed = before with
                {
                    Issuer = issuer,
                    ClientId = typed.ClientId.Trim(),
                    JoinsAs = typed.JoinsAs,
                    Secret = secret.Length == 0 ? before.Secret : secrets.Seal(actor.Company, secret),
                };
                return changed with { JoinsAs = before.JoinsAs } == before ? changed : changed with { Revision = Guid.NewGuid() };
            },
            ct);
    }

    /// <summary>Its domains stay proven.</summary>
    public async Task<Result<Provider>> Remove(Actor actor, CancellationToken ct) => actor.Refusal(Permission.ManageSignIn) is { } withheld
        ? withheld
        : await Change(actor, AuditAction.SignOnRemoved, before => before with { Issuer = "", ClientId = "", Secret = "", Revision = Guid.NewGuid(), Tried = null }, ct);

    /// <summary>A connection that nobody has tried is never the only way in.</summary>
    private Task<Result<Provider>> Change(Actor actor, string action, Func<Provider, Result<Provider>> change, CancellationToken ct) => documents.Retry<Provider>(
        async () =>
        {
            var (before, company) = (await Provider.Of(documents, actor, ct), await documents.Get<Company>(Company.Key(actor), ct));
            if (company is null) return Problems.NotFound;
            if (!change(before.Value).Ok(out var changed, out var problem)) return problem;
            if (changed == before.Value) return new Decision<Provider>(changed, [], []);
            var now = clock.GetUtcNow();
            var changes = new List<Change> { Storage.Change.Update(before, changed) };
            var events = new List<IEvent> { SignOnAudit.Did(actor, action, "provider", now, before.Value.InShort(), changed.InShort()) };
            var (was, signIn) = (company.Value.SignIn, company.Value.SignIn);
            if (changed.Revision != before.Value.Revision) signIn = signIn with { ProviderOnly = false };
            if (before.Value.IsSet && changed.Issuer != before.Value.Issuer) signIn = signIn with { ProviderSince = now };
            if (signIn != was) changes.Add(Storage.Change.Update(company, company.Value with { SignIn = signIn }));
            if (signIn.ProviderOnly != was.ProviderOnly) events.Add(SignOnAudit.Did(actor, AuditAction.SignInRulesChanged, "rules", now, was.InShort(), signIn.InShort()));

            return new Decision<Provider>(changed, changes, events);
        },
        ct);

    private static Problem? Check(TypedProvider typed) => typed switch
    {
        _ when typed.ClientId.Trim().Length == 0 => Problems.Invalid("client", "Enter the client ID that your provider gave you."),
        { ClientId.Length: > Provider.MaxText } => Problems.Invalid("client", $"A client ID can have at most {Provider.MaxText} characters."),
        { Secret.Length: > Provider.MaxText } => Problems.Invalid("secret", $"A client secret can have at most {Provider.MaxText} characters."),
        _ when typed.ClientId.Any(Text.IsUnprintable) => Problems.Invalid("client", "A client ID is one line of text."),
        _ when typed.Secret.Any(Text.IsUnprintable) => Problems.Invalid("secret", "A client secret is one line of text."),
        _ when !Provider.JoinRoles.Contains(typed.JoinsAs) => Problems.Invalid("role", "Whoever comes for the first time can be a viewer, a reviewer or a recruiter."),
        _ => null,
    };
}

internal static class SignOnAudit
{
    public static Audited Did(Actor actor, string action, string what, DateTimeOffset at, string before, string after) =>
        new(actor.Company, actor.Name, action, $"sign-on/{what}", at, before, after);
}
