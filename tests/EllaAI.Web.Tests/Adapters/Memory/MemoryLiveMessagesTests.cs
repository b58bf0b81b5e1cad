using EllaAI.Core.Operations;
using EllaAI.Core.Tests.Operations;
using EllaAI.Web.Adapters.Memory;

namespace EllaAI.Web.Tests.Adapters.Memory;

public sealed class MemoryLiveMessagesTests : LiveMessagesContract
{
    protected override ILiveMessages Open() => new MemoryLiveMessages([]);
}
