using EllaAI.Core.Storage;
using Xunit;

namespace EllaAI.Core.Tests.Storage;

public sealed class EventContractTests
{
    private static readonly Type[] _events = [.. typeof(IEvent).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IEvent)))];

    [Fact]
    public void Every_event_has_a_contract_of_its_own()
    {
        Assert.NotEmpty(_events);
        var names = _events.Select(e => EventContractAttribute.Of(e).Name).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^ella\\.[a-z-]+$", name));
    }

    [Fact]
    public void Every_event_has_the_version_that_its_upgrades_lead_to() =>
        Assert.All(_events, e => Assert.Equal(Schemas.Declared.Current(EventContractAttribute.Of(e).Name), EventContractAttribute.Of(e).Version));
}
