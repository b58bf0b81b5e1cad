using System.Security.Claims;
using EllaAI.Core.Storage;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace EllaAI.Web.Access;

/// <summary>
/// Who is signed in, for a page that stays open: read anew every <see cref="Pace"/>, so that whoever was disabled, has another role or was
/// signed out elsewhere is out of it within five seconds.
/// </summary>
internal sealed partial class SessionState : ServerAuthenticationStateProvider, IDisposable
{
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);

    private static readonly ClaimsPrincipal _nobody = new(new ClaimsIdentity());
    private readonly SessionReader _reader;
    private readonly ILogger<SessionState> _log;
    private readonly PeriodicTimer _timer;
    private Task? _watching;
    private string? _opened;

    public SessionState(SessionReader reader, TimeProvider clock, ILogger<SessionState> log)
    {
        (_reader, _log, _timer) = (reader, log, new(Pace, clock));
        AuthenticationStateChanged += state => _watching = _watching is null ? Watch(state) : Task.WhenAll(_watching, Hold(state));
    }

    public void Dispose() => _timer.Dispose();

    private async Task Watch(Task<AuthenticationState> state)
    {
        var user = (await state).User;
        _opened = AccountClaims.BearerOf(user);
        // Always of the company that the page was opened for: another one of theirs is for another page.
        for (var shown = user; shown.Identity?.IsAuthenticated == true && await _timer.WaitForNextTickAsync();)
        {
            var now = await Read(user) ?? shown;
            if (Means(now) != Means(shown)) SetAuthenticationState(Task.FromResult(new AuthenticationState(now)));
            shown = now;
        }
    }

    /// <summary>
    /// A connection that was lost and comes back brings the browser's cookie of that moment, which may be of another session: of another company, or of
    /// somebody who acts as a member. This page is not theirs; the one that the browser opens in its place is.
    /// </summary>
    private async Task Hold(Task<AuthenticationState> state)
    {
        var user = (await state).User;
        if (_opened is { } opened && user.Identity?.IsAuthenticated == true && !AccountClaims.IsBearer(opened, user)) SetAuthenticationState(Task.FromResult(new AuthenticationState(_nobody)));
    }

    /// <returns>Null for what cannot be told now.</returns>
    private async Task<ClaimsPrincipal?> Read(ClaimsPrincipal user)
    {
        try
        {
            return (await _reader.Read(user, mayMove: false, CancellationToken.None))?.User ?? _nobody;
        }
        catch (StoreUnavailableException)
        {
            // Nothing can be read or done meanwhile.
            return null;
        }
        catch (Exception e)
        {
            // Whoever cannot be looked at is let go rather than kept.
            LogUnread(e);
            return _nobody;
        }
    }

    private static string Means(ClaimsPrincipal user) => string.Join('\n', user.Claims.Select(c => $"{c.Type}={c.Value}").Order(StringComparer.Ordinal));

    [LoggerMessage(Level = LogLevel.Error, Message = "Who is behind an open page could not be read: the page was closed")]
    private partial void LogUnread(Exception e);
}
