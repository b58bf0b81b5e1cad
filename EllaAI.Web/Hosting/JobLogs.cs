using Hangfire.AspNetCore;
using Hangfire.Logging;

namespace EllaAI.Web.Hosting;

/// <summary>
/// Hangfire's words, for our log. It keeps one provider for the whole process, and asks it also when the application that gave it has ended:
/// then nobody listens, which must not end whoever speaks.
/// </summary>
internal sealed class JobLogs(ILoggerFactory loggers) : ILogProvider
{
    private readonly AspNetCoreLogProvider _inner = new(loggers);

    public ILog GetLogger(string name)
    {
        try
        {
            return _inner.GetLogger(name);
        }
        catch (ObjectDisposedException)
        {
            return Silence.Instance;
        }
    }

    private sealed class Silence : ILog
    {
        public static readonly Silence Instance = new();

        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null) => false;
    }
}
