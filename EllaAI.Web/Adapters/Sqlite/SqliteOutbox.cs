using System.Globalization;
using EllaAI.Core.Storage;
using Microsoft.Data.Sqlite;

namespace EllaAI.Web.Adapters.Sqlite;

/// <summary>Events in the documents' own file, so that a commit carries both.</summary>
internal sealed class SqliteOutbox(SqliteFile file) : IOutbox
{
    private const string Columns = "SELECT id, type, body, at FROM outbox";
    private const string DropWhenDone = "DELETE FROM outbox WHERE id = $0 AND NOT EXISTS (SELECT 1 FROM delivery WHERE event = $0)";

    public Task<IReadOnlyList<StoredEvent>> Undispatched(int limit, CancellationToken ct) => Task.FromResult<IReadOnlyList<StoredEvent>>(
        file.Read(c => c.Rows($"{Columns} WHERE dispatched = 0 ORDER BY seq LIMIT $0", Event, limit)));

    public Task Dispatch(string eventId, IReadOnlyList<string> subscribers, CancellationToken ct) => file.Write(connection =>
    {
        foreach (var subscriber in subscribers)
            connection.Execute("INSERT OR IGNORE INTO delivery(event, subscriber) VALUES($0, $1)", eventId, subscriber);
        connection.Execute("UPDATE outbox SET dispatched = 1 WHERE id = $0", eventId);
        return connection.Execute(DropWhenDone, eventId);
    });

    public Task<IReadOnlyList<Delivery>> Undelivered(CancellationToken ct) => Task.FromResult<IReadOnlyList<Delivery>>(
        file.Read(c => c.Rows("SELECT event, subscriber FROM delivery ORDER BY seq", row => new Delivery(row.GetString(0), row.GetString(1)))));

    public Task<StoredEvent?> Find(string eventId, CancellationToken ct) => Task.FromResult(
        file.Read(c => c.Rows($"{Columns} WHERE id = $0", Event, eventId)).FirstOrDefault());

    public Task Delivered(Delivery delivery, CancellationToken ct) => file.Write(connection =>
    {
        connection.Execute("DELETE FROM delivery WHERE event = $0 AND subscriber = $1", delivery.EventId, delivery.Subscriber);
        return connection.Execute(DropWhenDone, delivery.EventId);
    });

    private static StoredEvent Event(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), DateTimeOffset.Parse(row.GetString(3), CultureInfo.InvariantCulture));
}
