using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace EllaAI.Web.Tests.SingleSignOn;

/// <summary>Who is signed in at a provider.</summary>
public sealed record Person(string Subject, string? Email, bool Verified = true, string Name = "Noor Aziz");

/// <summary>A provider as companies have them, on a port of this machine: it signs in whoever the test says without asking.</summary>
public sealed class OpenIddictProvider : IAsyncDisposable
{
    public const string Client = "ella", Secret = "a secret of the provider's";
    private readonly WebApplication _app;

    private OpenIddictProvider(WebApplication app) => _app = app;

    public Person Person { get; set; } = new("nobody", null);

    /// <summary>The person says no.</summary>
    public bool Denies { get; set; }

    public string Issuer => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single().TrimEnd('/');

    public static async Task<OpenIddictProvider> Start()
    {
        OpenIddictProvider? self = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthentication();
        builder.Services.AddOpenIddict().AddServer(options =>
        {
            options.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token");
            options.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            options.RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.Email);
            options.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            options.UseAspNetCore().DisableTransportSecurityRequirement();
            // Keeps nothing: clients and people are the test's.
            options.EnableDegradedMode();
            options.AddEventHandler<OpenIddictServerEvents.ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(asked =>
            {
                if (asked.ClientId != Client || asked.RedirectUri?.EndsWith("/callback", StringComparison.Ordinal) != true) asked.Reject(Errors.InvalidClient, "Unknown.");
                return default;
            }));
            options.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(handler => handler.UseInlineHandler(asked =>
            {
                if (asked.ClientId != Client || asked.ClientSecret != Secret) asked.Reject(Errors.InvalidClient, "Wrong.");
                return default;
            }));
            options.AddEventHandler<OpenIddictServerEvents.HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(asked =>
            {
                if (self!.Denies) asked.Reject(Errors.AccessDenied, "No.");
                else asked.Principal = self.Principal(asked.Request);
                return default;
            }));
        });
        var app = builder.Build();
        app.UseAuthentication();
        self = new(app);
        await app.StartAsync();
        return self;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private ClaimsPrincipal Principal(OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity("provider");
        identity.SetClaim(Claims.Subject, Person.Subject).SetClaim(Claims.Name, Person.Name);
        if (Person.Email is { } email) identity.SetClaim(Claims.Email, email).SetClaim(Claims.EmailVerified, Person.Verified);
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        return new(identity);
    }
}
