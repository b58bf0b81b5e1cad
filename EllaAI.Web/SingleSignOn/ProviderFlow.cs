using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using EllaAI.Core;
using EllaAI.Core.Companies;
using EllaAI.Core.SingleSignOn;
using EllaAI.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace EllaAI.Web.SingleSignOn;

/// <summary>
/// The way to a company's provider and back: authorization code with PKCE, state and nonce. The framework's handler does it, made for each request
/// from the settings as they are at that moment, so that a change counts at once on every replica. It is not among the site's schemes: those are
/// fixed when it starts.
/// </summary>
internal sealed class ProviderFlow(ProviderMetadata metadata, IDataProtectionProvider protection, CookieNames cookies, SiteAddress site, TimeProvider clock)
{
    /// <summary>What nobody else can have signed: the key is the provider's alone, not one that both have.</summary>
    private static readonly string[] _algorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384,
            SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512];

    /// <summary>One for each company: an answer that one company's provider gives cannot be brought to another one's.</summary>
    public static string CallbackPath(CompanyId company) => $"/sign-in/sso/{company.Value}/callback";

    public Uri Callback(CompanyId company) => new(site.Value, CallbackPath(company));

    /// <returns>Null once the browser is on its way.</returns>
    public async Task<Problem?> Leave(HttpContext context, OpenProvider open, AuthenticationProperties properties)
    {
        if (!(await Options(open, context.RequestAborted)).Ok(out var options, out var problem)) return problem;
        try
        {
            await (await Handler(context, open, options)).ChallengeAsync(properties);
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or OpenIdConnectProtocolException or JsonException || (e is OperationCanceledException && !context.RequestAborted.IsCancellationRequested))
        {
            return SignOnFailures.Of(e, began: true);
        }
    }

    /// <summary>Who came back, and with what they left.</summary>
    public async Task<(Result<ProviderIdentity> Who, AuthenticationProperties? Left)> Return(HttpContext context, OpenProvider open)
    {
        if (!(await Options(open, context.RequestAborted)).Ok(out var options, out var problem)) return (problem, null);
        var back = new Returned(options);
        await (await Handler(context, open, options)).HandleRequestAsync();
        return back.Problem is { } wrong ? (wrong, back.Left) : (Identity(open.Provider, back.Who!), back.Left);
    }

    private static ProviderIdentity Identity(Provider provider, ClaimsPrincipal who) => new(
        provider.Issuer, who.FindFirstValue("sub") ?? "", who.FindFirstValue("email"),
        string.Equals(who.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase), who.FindFirstValue("name"));

    private async Task<Result<OpenIdConnectOptions>> Options(OpenProvider open, CancellationToken ct)
    {
        if (!(await metadata.Of(open.Provider, ct)).Ok(out var manager, out var problem)) return problem;
        var options = new OpenIdConnectOptions
        {
            Authority = open.Provider.Issuer,
            ConfigurationManager = manager,
            Backchannel = metadata.Http,
            ClientId = open.Provider.ClientId,
            ClientSecret = open.Secret,
            CallbackPath = CallbackPath(open.Company.Id),
            ResponseType = OpenIdConnectResponseType.Code,
            // Comes back by a plain navigation, with which browsers send cookies that are Lax.
            ResponseMode = OpenIdConnectResponseMode.Query,
            // Its address would be one more to which the secret goes.
            PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable,
            TokenHandler = new SignedTokens(),
            MapInboundClaims = false,
            DisableTelemetry = true,
            SaveTokens = false,
            TimeProvider = clock,
            TokenValidationParameters = { ClockSkew = TimeSpan.FromMinutes(2), ValidAlgorithms = _algorithms, RequireExpirationTime = true },
        };
        options.Scope.Add("email");
        options.ClaimActions.MapUniqueJsonKey("email_verified", "email_verified");
        Protect(options.CorrelationCookie, "ella-sso-");
        Protect(options.NonceCookie, "ella-sso-nonce-");
        new OpenIdConnectPostConfigureOptions(protection).PostConfigure(Scheme(open.Company.Id), options);
        return options;
    }

    private void Protect(CookieBuilder cookie, string name)
    {
        (cookie.Name, cookie.SameSite, cookie.SecurePolicy) = (name, SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        cookies.Protect(cookie);
    }

    private async Task<OpenIdConnectHandler> Handler(HttpContext context, OpenProvider open, OpenIdConnectOptions options)
    {
        options.Events.OnRedirectToIdentityProvider = leaving =>
        {
            leaving.ProtocolMessage.RedirectUri = Callback(open.Company.Id).AbsoluteUri;
            return Task.CompletedTask;
        };
        // Its own log would repeat what providers say.
        var handler = new OpenIdConnectHandler(new Now(options), NullLoggerFactory.Instance, HtmlEncoder.Default, UrlEncoder.Default);
        await handler.InitializeAsync(new AuthenticationScheme(Scheme(open.Company.Id), null, typeof(OpenIdConnectHandler)), context);
        return handler;
    }

    private static string Scheme(CompanyId company) => $"sso-{company.Value}";

    /// <summary>
    /// The framework takes a token without a signature when it comes straight from the provider, as the specification allows (OpenID Connect Core
    /// 1.0, section 3.1.3.7). Here each is signed.
    /// </summary>
    private sealed class SignedTokens : JsonWebTokenHandler
    {
        public SignedTokens() => MapInboundClaims = false;

        public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
        {
            var strict = validationParameters.Clone();
            strict.RequireSignedTokens = true;
            return base.ValidateTokenAsync(token, strict);
        }
    }

    private sealed class Now(OpenIdConnectOptions options) : IOptionsMonitor<OpenIdConnectOptions>
    {
        public OpenIdConnectOptions CurrentValue => options;

        public OpenIdConnectOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<OpenIdConnectOptions, string?> listener) => null;
    }

    /// <summary>What comes of an answer, in place of signing somebody in.</summary>
    private sealed class Returned
    {
        public Returned(OpenIdConnectOptions options)
        {
            options.Events.OnTokenValidated = seen =>
            {
                // Some put the address there alone.
                options.GetClaimsFromUserInfoEndpoint = seen.Principal?.FindFirst("email") is null;
                return Task.CompletedTask;
            };
            options.Events.OnTicketReceived = came =>
            {
                (Who, Left, Problem) = (came.Principal, came.Properties, null);
                came.HandleResponse();
                return Task.CompletedTask;
            };
            options.Events.OnAccessDenied = denied =>
            {
                (Left, Problem) = (denied.Properties, SignOnFailures.Cancelled);
                denied.HandleResponse();
                return Task.CompletedTask;
            };
            options.Events.OnRemoteFailure = failed =>
            {
                (Left, Problem) = (failed.Properties, SignOnFailures.Of(failed.Failure, began: failed.Properties is not null));
                failed.HandleResponse();
                return Task.CompletedTask;
            };
        }

        public ClaimsPrincipal? Who { get; private set; }

        public AuthenticationProperties? Left { get; private set; }

        /// <summary>Of an address that nobody is sent to by a provider.</summary>
        public Problem? Problem { get; private set; } = SignOnFailures.Lost;
    }
}
