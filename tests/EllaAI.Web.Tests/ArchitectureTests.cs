using System.Reflection;
using Xunit;

namespace EllaAI.Web.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Web_knows_the_sandbox_only_by_its_wire()
    {
        var names = Assembly.Load("EllaAI.Web").GetReferencedAssemblies().Select(reference => reference.Name!).ToArray();

        Assert.NotEmpty(names);
        Assert.DoesNotContain("EllaAI.Sandbox", names);
    }
}
