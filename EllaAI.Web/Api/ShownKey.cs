using System.Text;

namespace EllaAI.Web.Api;

/// <summary>The API key in a request for a token, wherever OAuth's client credentials may stand (RFC 6749, section 2.3.1), or as a bearer's.</summary>
/// <param name="Grant">Null where there is no form.</param>
/// <param name="Scope">What is asked for; empty for all.</param>
internal sealed record ShownKey(string Secret, string? Grant, string Scope)
{
    private const int MaxForm = 8 * 1024;

    /// <summary>Null for a form that cannot be read.</summary>
    public static async Task<ShownKey?> Read(HttpContext http, CancellationToken ct)
    {
        var inHeader = InHeader(http.Request.Headers.Authorization.ToString());
        if (!http.Request.HasFormContentType) return new(inHeader, null, "");
        if (http.Request.ContentLength is null or > MaxForm) return null;
        try
        {
            var form = await http.Request.ReadFormAsync(ct);
            return new(inHeader.Length > 0 ? inHeader : form["client_secret"].ToString(), form["grant_type"].ToString(), form["scope"].ToString());
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string InHeader(string header) => header.Split(' ', 2, StringSplitOptions.TrimEntries) switch
    {
        [var scheme, var value] when scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) => value,
        [var scheme, var value] when scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) => Password(value),
        _ => "",
    };

    /// <summary>The name before it says nothing: the key knows whose it is.</summary>
    private static string Password(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length)) return "";
        return Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password] ? password : "";
    }
}
