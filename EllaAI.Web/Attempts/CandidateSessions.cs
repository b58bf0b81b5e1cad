using System.Security.Cryptography;
using EllaAI.Core.Access;
using EllaAI.Core.Attempts;
using EllaAI.Core.Companies;
using EllaAI.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace EllaAI.Web.Attempts;

/// <summary>
/// A candidate's right to one attempt: a protected cookie of its own for each attempt, given to whoever starts it or takes it over by its link.
/// It names the browser's seat; which seat may write is in the attempt's workbook.
/// No account is involved, so nothing that happens to a sign-in ends an exam.
/// </summary>
public sealed class CandidateSessions(IDataProtectionProvider protection, CookieNames cookies)
{
    public const string CsrfHeader = "X-CSRF-TOKEN";
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(2);
    private readonly IDataProtector _cookies = protection.CreateProtector("ella.candidate.session");
    private readonly IDataProtector _csrf = protection.CreateProtector("ella.candidate.csrf");

    public void Open(HttpContext context, CompanyId company, AttemptId attempt, SeatId seat) =>
        cookies.Append(context, Name(attempt), _cookies.Protect($"{company.Value}|{attempt.Value:N}|{seat.Value:N}"), _lifetime);

    /// <summary>Null when this browser has not opened the attempt's link.</summary>
    public Actor? Find(HttpContext context, AttemptId attempt)
    {
        if (cookies.Read(context, Name(attempt)) is not { } cookie || Unprotect(_cookies, cookie) is not { } text) return null;
        var parts = text.Split('|');
        if (parts.Length is not (2 or 3) || parts[1] != attempt.Value.ToString("N")) return null;
        // A cookie from before there were seats names none: an exam under way goes on.
        return Actor.Candidate(new CompanyId(parts[0]), attempt, parts.Length == 3 ? new SeatId(Guid.Parse(parts[2])) : default);
    }

    /// <summary>Stands in the page. Another site can neither read it nor send the header.</summary>
    public string CsrfToken(string subject) => _csrf.Protect(subject);

    public bool IsFromOurPage(HttpContext context, string subject) =>
        context.Request.Headers[CsrfHeader].ToString() is { Length: > 0 } token && Unprotect(_csrf, token) == subject;

    private static string Name(AttemptId attempt) => $"ella-attempt-{attempt.Value:N}";

    private static string? Unprotect(IDataProtector protector, string text)
    {
        try
        {
            return protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
