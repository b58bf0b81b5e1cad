using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Storage;

namespace EllaAI.Core.Notifications;

public readonly record struct MailId(Guid Value) : IId<MailId>
{
    public static MailId Of(Guid value) => new(value);
}

public enum MailState
{
    /// <summary>Only on the outbox page, for somebody to pass on: no mail server was there to take it.</summary>
    Kept,

    /// <summary>To be handed to the mail server.</summary>
    Waiting,

    /// <summary>The mail server has taken it.</summary>
    Sent,

    /// <summary>Nobody tries any more, for <see cref="Mail.Reason"/>.</summary>
    Refused,
}

/// <summary>A message to a person, committed with what it is about. Shown on the outbox page.</summary>
/// <param name="Text">Plain text; addresses of pages stand on lines of their own.</param>
public sealed record Mail(MailId Id, string ToName, string ToAddress, string Subject, string Text, DateTimeOffset At)
{
    public const string Collection = "mail";

    /// <summary>How long it may wait. What arrives later than that would surprise, and its link is soon of no use.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    /// <summary>Longer than all attempts of a delivery take.</summary>
    private static readonly TimeSpan _surelyTried = TimeSpan.FromMinutes(10);

    private const int MaxUnanswered = 3;

    public static IndexSpec Newest { get; } = new(Collection, "mail-newest", [], "at");

    public MailState State { get; init; }

    /// <summary>Since when it is in its state.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Why it still waits or was refused, for whoever wrote it; empty for no reason.</summary>
    public string Reason { get; init; } = "";

    /// <summary>
    /// What one must be allowed to do to read the text, which lets its reader become somebody: a link for a new password, or into a company. Shown to
    /// nobody where a mail server brings it to its reader. Null for what everybody may read who sees the outbox.
    /// </summary>
    public Permission? Personal { get; init; }

    /// <summary>What its link does, for the button of a mail that has pictures: <c>Open the assessment</c>. Empty for no button.</summary>
    public string Action { get; init; } = "";

    /// <summary>What it is about: it is seen by those to whom that is open. Null for what is about none.</summary>
    public AssessmentId? Assessment { get; init; }

    /// <summary>The invitation's id in a candidate's mail, which goes when the invitation does; empty for others, and for mails of older releases.</summary>
    public string About { get; init; } = "";

    /// <summary>Who is named in it as the one who invites; null where nobody is, or no longer.</summary>
    public AccountId? Inviter { get; init; }

    /// <summary>Who else is named in it; it goes with the first of them who is erased.</summary>
    public IReadOnlyList<AccountId> Named { get; init; } = [];

    /// <summary>How often it was handed over without an answer.</summary>
    public int Unanswered { get; init; }

    /// <summary>What whoever writes a mail commits: the mail, and that it is to be sent.</summary>
    public (Change Change, MailWritten Event) Post(Actor actor) => (
        Change.Create(actor.Key(Collection, Id), this with { State = MailState.Waiting, Since = At }), new(actor.Company, Id));

    /// <summary>As the outbox shows it: without a text that is not for this reader.</summary>
    internal Mail ShownTo(Actor actor, bool sends) => Personal is { } needed && (sends || !actor.May(needed)) ? this with { Text = "" } : this;

    public Mail Keep(DateTimeOffset now) => Become(MailState.Kept, "", now);

    public Mail Send(DateTimeOffset now) => Become(MailState.Sent, "", now);

    public Mail Refuse(string reason, DateTimeOffset now) => Become(MailState.Refused, reason, now);

    /// <summary>It could not be sent yet. After <see cref="Patience"/> nobody tries any more.</summary>
    public Mail Defer(string reason, DateTimeOffset now) => now - Since < Patience
        ? this with { Reason = MailReason.Of(reason) }
        : Refuse($"It waited for {Patience.Days} days. Last: {reason}", now);

    /// <summary>It may have arrived, or not: tried again a few times, for more would be a nuisance to whoever gets each of them.</summary>
    public Mail Doubt(string reason, DateTimeOffset now) => Unanswered + 1 < MaxUnanswered
        ? Defer(reason, now) with { Unanswered = Unanswered + 1 }
        : Refuse($"{MaxUnanswered} times: {reason} It may have arrived.", now);

    /// <summary>It waits, and nobody sends it: its delivery is a dead letter, or was made by a release that knew of none.</summary>
    public bool IsStuck(DateTimeOffset now) => State == MailState.Waiting && now - Since > (Reason.Length == 0 ? _surelyTried : Patience + _surelyTried);

    /// <summary>Somebody wants it to be sent, once more or after all. One that waits already goes on waiting.</summary>
    public Result<Mail> Release(DateTimeOffset now) => State switch
    {
        MailState.Sent => MailProblems.AlreadySent,
        MailState.Waiting when !IsStuck(now) => this,
        _ => Become(MailState.Waiting, "", now),
    };

    private Mail Become(MailState state, string reason, DateTimeOffset now) =>
        this with { State = state, Since = now, Reason = MailReason.Of(reason), Unanswered = 0 };
}

public static class MailProblems
{
    public static Problem AlreadySent { get; } = new("mail-sent", "This mail has been sent already.", ProblemKind.Conflict);

    public static Problem NoServer { get; } =
        new("no-mail-server", "This installation has no mail server. Pass the mail on yourself, or ask whoever runs it.", ProblemKind.Unavailable);
}
