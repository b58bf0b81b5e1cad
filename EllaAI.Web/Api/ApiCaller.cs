using EllaAI.Core.Access;
using EllaAI.Core.Api;

namespace EllaAI.Web.Api;

/// <summary>The program that asks, as its key is at this moment.</summary>
internal sealed record ApiCaller(FoundApiKey Found, IReadOnlyList<string> Scopes, DateTime Until)
{
    /// <summary>From where it changes something, once it may; null for one that only reads.</summary>
    public OriginId? From { get; set; }

    public Actor Actor => Actor.Program(Found.Company, Found.Key.Id, Scopes, From);

    public static void Put(HttpContext http, ApiCaller caller) => http.Items[typeof(ApiCaller)] = caller;

    /// <summary>Null for whoever has no token, whatever else they have.</summary>
    public static ApiCaller? Of(HttpContext http) => (ApiCaller?)http.Items[typeof(ApiCaller)];

    /// <summary>For handlers, all of which are behind <see cref="TokenChecks.Scheme"/>.</summary>
    public static ValueTask<ApiCaller?> BindAsync(HttpContext http) => ValueTask.FromResult(Of(http));
}
