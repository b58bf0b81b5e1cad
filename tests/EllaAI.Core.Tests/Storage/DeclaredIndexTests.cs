using EllaAI.Core.Storage;
using Xunit;

namespace EllaAI.Core.Tests.Storage;

public sealed class DeclaredIndexTests
{
    [Fact]
    public void Every_index_that_a_document_declares_is_among_the_declared_ones()
    {
        var declared = typeof(DeclaredIndexes).Assembly.GetExportedTypes()
            .SelectMany(t => t.GetProperties())
            .Where(p => p.PropertyType == typeof(IndexSpec) && p.GetMethod!.IsStatic)
            .Select(p => (IndexSpec)p.GetValue(null)!)
            .ToArray();

        Assert.NotEmpty(declared);
        Assert.Equal(declared.Select(i => i.Name).Order(), DeclaredIndexes.All.Select(i => i.Name).Order());
    }

    [Fact]
    public void Names_are_unique() =>
        Assert.Equal(DeclaredIndexes.All.Count, DeclaredIndexes.All.Select(i => i.Name).Distinct().Count());

    [Fact]
    public void An_index_is_ordered_by_a_field_that_it_does_not_fix() =>
        Assert.All(DeclaredIndexes.All, index => Assert.DoesNotContain(index.OrderBy, index.Fields));
}
