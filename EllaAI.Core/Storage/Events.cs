using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using EllaAI.Core.Access;
using EllaAI.Core.Companies;

namespace EllaAI.Core.Storage;

/// <summary>Something that happened, committed with the documents that it is about. Carries ids, never code or personal data.</summary>
public interface IEvent
{
    CompanyId Company { get; }

    /// <summary>What it is about, such as <c>attempt/1f…</c>. Events about one subject reach each subscriber in the order of their commits.</summary>
    string Subject { get; }
}

/// <summary>
/// The name by which an event is known for ever, and the version of its data. A change that old readers would not understand
/// is a new version, and old events are brought up to it as old documents are: see <see cref="Schemas"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventContractAttribute(string name, int version) : Attribute
{
    private static readonly ConcurrentDictionary<Type, EventContractAttribute> _known = new();

    public string Name { get; } = name;

    public int Version { get; } = version;

    /// <exception cref="InvalidOperationException">The event declares no contract.</exception>
    public static EventContractAttribute Of(Type e) => _known.GetOrAdd(e, type => type.GetCustomAttribute<EventContractAttribute>()
        ?? throw new InvalidOperationException($"The event {type.Name} declares no contract."));
}

/// <summary>An event as it is kept until it has been handed to its subscribers, in the shape of CloudEvents 1.0.</summary>
/// <param name="Id">Random; with <paramref name="Source"/> it tells one event from all others.</param>
/// <param name="Source">Whose it is: <c>/companies/{id}</c>.</param>
/// <param name="Type">Name and version of the contract: <c>ella.attempt-closed.v1</c>.</param>
/// <param name="Data">The event itself.</param>
/// <param name="Position">Sortable text: of two commits to one document, the later one's events have the greater positions.</param>
public sealed record OutboxEvent(string Id, string Source, string Type, string Subject, DateTimeOffset Time, JsonElement Data, string Position)
{
    public const string Collection = "outbox";

    /// <summary>Events that have not been handed to anybody yet.</summary>
    public static IndexSpec Pending { get; } = new(Collection, "outbox-pending", [], "position", AcrossCompanies: true);

    public string SpecVersion { get; init; } = "1.0";

    public string DataContentType { get; init; } = "application/json";

    /// <summary>The contract's name, without the version.</summary>
    public string Name() => Type[..Type.LastIndexOf(".v", StringComparison.Ordinal)];

    public int Version() => int.Parse(Type.AsSpan(Type.LastIndexOf(".v", StringComparison.Ordinal) + 2), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>For a store's adapter: what a commit writes beside its documents.</summary>
    public static (DocumentKey Key, OutboxEvent Document) Of(IEvent e, string position, DateTimeOffset now)
    {
        var contract = EventContractAttribute.Of(e.GetType());
        var id = Guid.NewGuid().ToString("N");
        var document = new OutboxEvent(
            id,
            $"/companies/{e.Company}",
            $"{contract.Name}.v{contract.Version}",
            e.Subject,
            now,
            JsonSerializer.SerializeToElement(e, e.GetType(), DocumentJson.Options),
            position);
        return (Actor.System(e.Company).Key(Collection, id), document);
    }
}
