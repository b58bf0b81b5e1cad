using EllaAI.Web.Hosting;
using Hangfire.Logging;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EllaAI.Web.Tests.Hosting;

public sealed class JobLogsTests
{
    [Fact]
    public void Who_speaks_after_the_application_has_ended_is_not_ended_too()
    {
        var loggers = LoggerFactory.Create(_ => { });
        var logs = new JobLogs(loggers);
        loggers.Dispose();

        Assert.False(logs.GetLogger("late").Log(Hangfire.Logging.LogLevel.Error, () => "nobody listens", null));
    }
}
