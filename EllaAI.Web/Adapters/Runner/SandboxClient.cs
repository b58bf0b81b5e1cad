using System.Runtime.CompilerServices;
using EllaAI.Core.Execution;
using EllaAI.Web.Hosting;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Adapters.Runner;

/// <summary>
/// The code runner that the rest of the product sees. A run that a worker lost goes on elsewhere by itself until a test has been
/// answered; after that it is told lost, for a verdict is one worker's from the first test to the last.
/// </summary>
internal sealed class SandboxClient(SandboxWorkers workers, IOptions<SandboxOptions> options, TimeProvider clock) : ICodeRunner
{
    /// <summary>A program that brings workers down must not get to all of them.</summary>
    private const int MostDeaths = 2;

    public async IAsyncEnumerable<RunnerMessage> Run(RunRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var wire = Wire.Call(request);
        var times = new RunTimes(clock.GetUtcNow().UtcDateTime + Patience.With(request, TimeSpan.FromMinutes(options.Value.QueueMinutes)), Patience.Between(request), clock);
        var lost = new LostRun();
        while (await workers.Choose(Languages(request), lost.Tried, ct) is { } worker)
        {
            using var call = WorkerCall.Begin(worker, wire, times, ct);
            if (call is null) lost.Skip(worker);
            while (call is not null)
            {
                var (message, failure) = await call.Next();
                if (failure is not null)
                {
                    if (lost.Add(call, failure) == MostDeaths || lost.Told) throw lost.Unavailable();
                    break;
                }
                if (message is null) yield break;
                if (lost.IsNew(message)) yield return message;
            }
        }
        if (lost.Lack is { } lack && workers.All.All(lost.Tried.Contains))
        {
            // All were asked, so waiting would not help: it is told as one worker alone would tell it.
            yield return new Compiled(Verdict.SystemError, 0, lack);
            yield return new Completed("", "") { Hashes = RunHashes.Of(request) };
            yield break;
        }
        throw lost.Tried.Count > 0 ? lost.Unavailable() : new RunnerUnavailableException(workers.Reasons());
    }

    public async Task<RunnerStatus> Status(CancellationToken ct)
    {
        var alone = workers.All.Count == 1;
        var answers = await Task.WhenAll(workers.All.Select(w => Ask(w, alone, ct)));
        RunnerStatus[] heard = [.. answers.OfType<RunnerStatus>()];
        if (heard.Length == 0) throw new RunnerUnavailableException(workers.Reasons());
        return new(
            string.Join(", ", heard.Select(s => s.Worker).Distinct()),
            string.Join(", ", heard.Select(s => s.Isolation).Distinct()),
            heard.Sum(s => s.Capacity), heard.Sum(s => s.Running), heard.Sum(s => s.Queued),
            [.. heard.SelectMany(s => s.Languages).GroupBy(l => l.Id).Select(same => same.OrderByDescending(l => l.Available).First())])
        {
            Workers = [.. workers.All.Select(w => w.Known)],
        };
    }

    public async Task<IReadOnlyDictionary<string, string>> Starters(FunctionSignature function, CancellationToken ct)
    {
        var tried = new List<SandboxWorker>();
        while (await workers.Choose([], tried, ct) is { } worker)
        {
            tried.Add(worker);
            try
            {
                return await worker.Starters(function, ct);
            }
            catch (RpcException e) when (!ct.IsCancellationRequested)
            {
                var failure = Failure.Of(e, worker);
                if (failure.Blame == Blame.Caller) throw new ArgumentException(failure.Reason, e);
                worker.Lost(failure.Reason);
            }
            catch (RpcException e)
            {
                throw new OperationCanceledException(e.Message, e, ct);
            }
            catch (NeighbourUnavailableException)
            {
                // Another one may answer.
            }
        }
        throw new RunnerUnavailableException(workers.Reasons());
    }

    private static string[] Languages(RunRequest request) =>
        (request.Interactor ?? request.Checker.Program) is { } program ? [request.Language, program.Language] : [request.Language];

    private static async Task<RunnerStatus?> Ask(SandboxWorker worker, bool patient, CancellationToken ct)
    {
        try
        {
            return await worker.Status(patient, ct);
        }
        catch (RpcException e) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, ct);
        }
        catch (RpcException e)
        {
            worker.Lost(Failure.Of(e, worker).Reason);
            return null;
        }
        catch (NeighbourUnavailableException e)
        {
            worker.Lost(e.Message);
            return null;
        }
    }
}
