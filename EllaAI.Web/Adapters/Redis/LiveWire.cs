using System.Text.Json;
using EllaAI.Core.Assessments;
using EllaAI.Core.Attempts;
using EllaAI.Core.Invitations;
using EllaAI.Core.Notifications;
using EllaAI.Core.Storage;

namespace EllaAI.Web.Adapters.Redis;

/// <summary>
/// Live messages between replicas, as JSON. Only the types of this table cross, by the names given here. Candidates' code and hidden tests
/// do not: of a message that holds them the other replicas hear that it came.
/// </summary>
internal static class LiveWire
{
    private static readonly Row[] _rows =
    [
        Whole<AttemptMoved>(),
        Whole<WriterSuperseded>(),
        Whole<SeatAsked>(),
        Whole<SeatReleased>(),
        Whole<SeatTaken>(),
        Whole<PageClosed>(),
        Whole<PageSought>(),
        Whole<PageOpen>(),
        Whole<FiguresMoved>(),
        Whole<AssessmentShared>(),
        Whole<CandidateInvited>(),
        Whole<InvitationMoved>(),
        Whole<MailMoved>(),
        Short<ExecutionMoved>(m => new(nameof(ExecutionMoved), m.Execution.Id)),
        Short<ExecutionCompiled>(m => new(nameof(ExecutionCompiled), m.Execution)),
        Short<TestRan>(m => new(nameof(TestRan), m.Execution)),
        Whole<ExecutionHeard>(),
    ];

    private static readonly Dictionary<Type, Row> _byType = _rows.ToDictionary(r => r.Type);
    private static readonly Dictionary<string, Row> _byName = _rows.ToDictionary(r => r.Type.Name);

    /// <summary>Null when messages of this type stay in the process.</summary>
    public static byte[]? Write(string topic, object message)
    {
        if (!_byType.TryGetValue(message.GetType(), out var row)) return null;
        var told = row.Shorten(message);
        return JsonSerializer.SerializeToUtf8Bytes(
            new Envelope(topic, told.GetType().Name, JsonSerializer.SerializeToElement(told, told.GetType(), DocumentJson.Options)), DocumentJson.Options);
    }

    /// <summary>Null when it cannot be used: of another version, or not ours.</summary>
    public static (string Topic, object Message)? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (JsonSerializer.Deserialize<Envelope>(bytes, DocumentJson.Options) is not { Topic: { } topic, Type: { } type } envelope) return null;
            if (!_byName.TryGetValue(type, out var row) || envelope.Message.ValueKind != JsonValueKind.Object) return null;
            return envelope.Message.Deserialize(row.Type, DocumentJson.Options) is { } message ? (topic, message) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Row Whole<T>() => new(typeof(T), message => message);

    private static Row Short<T>(Func<T, ExecutionHeard> shorten) => new(typeof(T), message => shorten((T)message));

    private sealed record Row(Type Type, Func<object, object> Shorten);

    private sealed record Envelope(string Topic, string Type, JsonElement Message);
}

/// <summary>Something was said about this execution on another replica.</summary>
internal sealed record ExecutionHeard(string What, ExecutionId Execution);
