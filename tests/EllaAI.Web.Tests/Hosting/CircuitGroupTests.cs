using EllaAI.Web.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EllaAI.Web.Tests.Hosting;

public sealed class CircuitGroupTests : IDisposable
{
    private readonly Circuits _circuits = new(new FakeTimeProvider());

    private CircuitGroup Group => _circuits.Group(ResiliencePlan.Webhook);

    [Fact]
    public void Each_has_a_circuit_of_its_own_and_keeps_it()
    {
        Assert.Same(Group.To("one"), Group.To("one"));
        Assert.NotSame(Group.To("one"), Group.To("two"));
    }

    [Fact]
    public void Only_so_many_are_kept_and_the_one_asked_for_longest_ago_is_forgotten()
    {
        var (first, second) = (Group.To("1"), Group.To("2"));
        for (var i = 3; i <= CircuitGroup.Most; i++) Group.To($"{i}");
        Group.To("1");

        Group.To("one more");

        Assert.Equal(CircuitGroup.Most, Group.Count);
        Assert.Same(first, Group.To("1"));
        Assert.NotSame(second, Group.To("2"));
    }

    [Fact]
    public async Task None_of_them_is_among_the_installations_own_neighbours()
    {
        for (var i = 0; i < ResiliencePlan.FailuresToOpen; i++)
            await Assert.ThrowsAsync<IOException>(() => Group.To("one").Run(_ => throw new IOException("It is away."), TestContext.Current.CancellationToken).AsTask());

        Assert.Equal((1, 1), (Group.Open, Group.Count));
        Assert.Empty(_circuits.All);
    }

    public void Dispose() => _circuits.Dispose();
}
