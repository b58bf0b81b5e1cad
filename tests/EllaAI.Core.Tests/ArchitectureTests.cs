using EllaAI.Core.Execution;
using Xunit;

namespace EllaAI.Core.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Core_depends_on_nothing_but_the_base_library()
    {
        var names = typeof(Limits).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).ToArray();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }
}
