using EllaAI.Wire.Health;
using Grpc.Core;
using Status = EllaAI.Wire.Health.HealthCheckResponse.Types.ServingStatus;

namespace EllaAI.Sandbox.Service;

/// <summary>Whether a wall can be made here, in the protocol that every orchestrator knows.</summary>
internal sealed class HealthService(Engine.Sandbox sandbox) : Health.HealthBase
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) => Ours(request)
        ? Task.FromResult(Now())
        : throw new RpcException(new(StatusCode.NotFound, $"No service is called '{request.Service}'."));

    /// <summary>The answer, and again whenever it changes.</summary>
    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        HealthCheckResponse? said = null;
        using var timer = new PeriodicTimer(Pace);
        try
        {
            do
            {
                var now = Ours(request) ? Now() : new() { Status = Status.ServiceUnknown };
                if (!now.Equals(said)) await responseStream.WriteAsync(said = now, context.CancellationToken);
            }
            while (await timer.WaitForNextTickAsync(context.CancellationToken));
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // Nobody watches any more.
        }
    }

    private static bool Ours(HealthCheckRequest request) => request.Service is "" or "ella.runner.v1.Runner";

    private HealthCheckResponse Now() => new() { Status = sandbox.Problem is null ? Status.Serving : Status.NotServing };
}
