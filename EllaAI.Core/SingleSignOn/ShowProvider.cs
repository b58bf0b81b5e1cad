using EllaAI.Core.Access;
using EllaAI.Core.Companies;
using EllaAI.Core.Storage;

namespace EllaAI.Core.SingleSignOn;

/// <summary>How a company's members sign in. Without the secret: <see cref="Provider.Secret"/> is empty.</summary>
public sealed record SignInSettings(Provider Provider, SignInRules Rules);

public sealed class ShowProvider(IDocumentStore documents)
{
    public async Task<Result<SignInSettings>> Run(Actor actor, CancellationToken ct)
    {
        if (actor.Refusal(Permission.ManageSignIn) is { } withheld) return withheld;
        if (await documents.Get<Company>(Company.Key(actor), ct) is not { } company) return Problems.NotFound;
        return new SignInSettings((await Provider.Of(documents, actor, ct)).Value with { Secret = "" }, company.Value.SignIn);
    }
}
