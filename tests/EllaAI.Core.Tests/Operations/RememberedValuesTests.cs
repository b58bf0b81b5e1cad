using EllaAI.Core.Operations;

namespace EllaAI.Core.Tests.Operations;

public sealed class RememberedValuesTests : CacheContract
{
    protected override ICache Open() => new RememberedValues();
}
