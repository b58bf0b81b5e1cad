using System.Security.Cryptography;
using System.Text;
using EllaAI.Core;

namespace EllaAI.Web.Api;

/// <summary>
/// A program's own name for one thing that is to be done, in the header <c>Idempotency-Key</c>. What is made has its id from it, so that asking
/// again, also at the same moment or at another replica, makes nothing more.
/// </summary>
internal static class IdempotencyKey
{
    private const string Header = "Idempotency-Key";
    private const int Longest = 100;

    private static readonly Problem _missing = new(
        "idempotency-key-missing", $"Send a header {Header} of your own, such as a random UUID: when you hear no answer, ask again with the same one, and it is done once.");

    private static readonly Problem _wrong = new("idempotency-key-invalid", $"{Header} is one to {Longest} visible ASCII characters.");

    /// <param name="kind">Of what is made.</param>
    public static Result<Guid> IdOf(HttpContext http, ApiCaller caller, string kind) => http.Request.Headers[Header] switch
    {
        [] => _missing,
        [{ Length: > 0 and <= Longest } text] when text.All(c => c is > ' ' and < '\x7f') =>
            new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.Found.Key.Id.Value:N}\n{kind}\n{text}")).AsSpan(0, 16)),
        _ => _wrong,
    };
}
