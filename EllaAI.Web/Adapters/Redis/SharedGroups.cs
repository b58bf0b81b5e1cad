using System.Text.Json;
using EllaAI.Core.Storage;
using Microsoft.AspNetCore.SignalR;

namespace EllaAI.Web.Adapters.Redis;

/// <summary>
/// A hub whose groups span all replicas: connections here are told at once, those elsewhere through Redis. SignalR's own Redis backplane
/// sends even to its own process through Redis, and binds every hub to it, the dashboards' circuits too: with Redis gone nobody would hear anything.
/// Only groups span replicas; a call to one connection, to a user or to all stays here.
/// </summary>
/// <typeparam name="TClient">What the hub calls; its methods are the only ones that cross, with their parameters' types.</typeparam>
internal sealed class SharedGroups<THub, TClient> : DefaultHubLifetimeManager<THub>
    where THub : Hub<TClient>
    where TClient : class
{
    private static readonly Dictionary<string, Type[]> _methods =
        typeof(TClient).GetMethods().ToDictionary(m => m.Name, m => m.GetParameters().Select(p => p.ParameterType).ToArray());

    private readonly string _topic = $"ella:hub:{typeof(THub).Name}";
    private readonly RedisBus _bus;

    public SharedGroups(RedisBus bus, ILogger<DefaultHubLifetimeManager<THub>> log)
        : base(log)
    {
        _bus = bus;
        bus.Listen(_topic, Hear);
    }

    public override async Task SendGroupAsync(string groupName, string methodName, object?[] args, CancellationToken cancellationToken = default)
    {
        _bus.Tell(_topic, JsonSerializer.SerializeToUtf8Bytes(
            new Call(groupName, methodName, [.. args.Select(a => JsonSerializer.SerializeToElement(a, DocumentJson.Options))]), DocumentJson.Options));
        await base.SendGroupAsync(groupName, methodName, args, cancellationToken);
    }

    private async Task Hear(ReadOnlyMemory<byte> bytes)
    {
        var call = JsonSerializer.Deserialize<Call>(bytes.Span, DocumentJson.Options);
        if (call is null || !_methods.TryGetValue(call.Method, out var types) || types.Length != call.Arguments.Count) return;
        var arguments = call.Arguments.Zip(types, (argument, type) => argument.Deserialize(type, DocumentJson.Options)).ToArray();
        await base.SendGroupAsync(call.Group, call.Method, arguments);
    }

    private sealed record Call(string Group, string Method, IReadOnlyList<JsonElement> Arguments);
}
