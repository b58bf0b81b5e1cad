using EllaAI.Core.Attempts;
using EllaAI.Web.Adapters.Memory;
using EllaAI.Web.Adapters.Redis;
using EllaAI.Web.Hosting.Limits;
using EllaAI.Web.Operations;

namespace EllaAI.Web.Attempts;

/// <summary>A candidate's sitting: typing, running, submitting, the clock and the end.</summary>
public static class AttemptsFeature
{
    public static IServiceCollection AddAttempts(this IServiceCollection services)
    {
        services.AddSignalR().AddMessagePackProtocol();
        services.AddSharedGroups<AttemptHub, IAttemptClient>();
        return services
            .AddSingleton<StartAttempt>()
            .AddSingleton<ReadAttempt>()
            .AddSingleton<OpenWorkbook>()
            .AddSingleton<AppendJournal>()
            .AddSingleton<CloseAttempt>()
            .AddSingleton(HandoverPatience.Default)
            .AddSingleton<Handover>()
            .AddSingleton<TakeOver>()
            .AddSingleton<RequestExecution>()
            .AddSingleton<RunOnQuestion>()
            .AddSingleton<ReadExecutions>()
            .AddSingleton<StreamExecution>()
            .AddSingleton<ExecuteCode>()
            .AddSingleton<RecoverWork>()
            .AddSingleton<CandidateSessions>()
            .AddSingleton<GoneAttempt>()
            .AddSingleton<AttemptQueue>()
            .AddSingleton<RemakeJobs>()
            .AddSingleton<ILiveBridge, AttemptBridge>()
            .AddTransient<AttemptJobs>()
            .AddSubscriber<ExecutionRequested, QueueExecution>()
            .AddSubscriber<AttemptStarted, ScheduleClosing>()
            .AddSubscriber<AttemptStarted, AnnounceAttempt>()
            .AddSubscriber<AttemptClosed, AnnounceAttempt>()
            .AddSubscriber<AttemptGraded, AnnounceAttempt>()
            .AddHostedService<WorkRecovery>();
    }

    public static void MapAttempts(this WebApplication app)
    {
        AttemptApi.Map(app);
        PracticeApi.Map(app);
        app.MapHub<AttemptHub>("/hubs/attempt").LimitedBy(CandidateLimits.Attempt);
    }
}
