using EllaAI.Core.Access;
using EllaAI.Web.Hosting.Limits;

namespace EllaAI.Web.Access;

/// <summary>Tells of guessing where it is slowed down. Whatever becomes of that, whoever tried is told that the try was wrong, as ever.</summary>
internal sealed partial class DelayNotes(NoteDelay note, ILogger<DelayNotes> log)
{
    /// <param name="account">Null where there is none.</param>
    /// <param name="tries">How many there were, with this one.</param>
    /// <param name="what">What was wrong, in the plural.</param>
    public async Task Take(HttpContext context, AccountId? account, int tries, string what)
    {
        try
        {
            await note.Run(account, tries, what, LimitedBy.AddressOf(context), OwnAudit.AgentOf(context));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUntold(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "That a sign-in began to be slowed down could not be noted")]
    private partial void LogUntold(Exception e);
}
