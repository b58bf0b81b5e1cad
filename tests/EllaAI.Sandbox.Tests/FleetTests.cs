using System.Diagnostics;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests;

/// <summary>Several workers over mutual TLS, real processes all of them, and what becomes of a run when one of them fails.</summary>
public sealed class FleetTests(SandboxFixture sandbox) : IDisposable
{
    private const string Sleeper = "import time\ntime.sleep(300)";

    private const string Quick = "print('done')";

    private static readonly Limits Long = Limits.Default with { WallMs = 100_000 };

    private readonly Certificates _certificates = new();
    private readonly List<Worker> _workers = [];

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var worker in _workers) worker.Dispose();
        _certificates.Dispose();
    }

    [Fact]
    public async Task A_run_whose_worker_is_killed_ends_rightly_on_the_other()
    {
        await sandbox.Require("python");
        await using var web = await Fleet(2);
        var messages = new List<RunnerMessage>();
        var first = -1;
        // Long enough to be found at work, short enough to be waited for.
        await foreach (var message in web.Runner.Run(Ask.One("python", "import time\ntime.sleep(4)\nprint('done')", expected: "done"), Test))
        {
            messages.Add(message);
            if (message is not Compiled || first >= 0) continue;
            first = await Busy();
            _workers[first].Kill();
        }
        Assert.Equal([typeof(Compiled), typeof(Tested), typeof(Completed)], messages.Select(m => m.GetType()));
        Assert.Equal(Verdict.Accepted, messages.OfType<Tested>().Single().Verdict);
        // The dead one is left out, and said to be.
        var status = await web.Runner.Status(Test);
        Assert.Equal([first], status.Workers.Index().Where(w => w.Item.Problem.Length > 0).Select(w => w.Index));
        Assert.Equal(1, status.Capacity);
    }

    [Fact]
    public async Task A_run_that_has_answered_a_test_is_told_lost_and_is_asked_for_again()
    {
        await sandbox.Require("python");
        await using var web = await Fleet(2);
        var request = Ask.One("python", "import sys, time\nif input() == '2': time.sleep(4)", expected: "") with
        {
            Tests = [new("1", "1", ""), new("2", "2", "")],
        };
        var answered = new List<string>();
        var lost = await Assert.ThrowsAsync<RunnerUnavailableException>(async () =>
        {
            await foreach (var message in web.Runner.Run(request, Test))
                if (message is Tested test)
                {
                    answered.Add(test.TestId);
                    _workers[await Busy()].Kill();
                }
        });
        Assert.True(lost.Began);
        Assert.Equal(["1"], answered);
        var again = await Outcome.Of(web.Runner.Run(request, Test));
        Assert.Equal([Verdict.Accepted, Verdict.Accepted], again.Tests.Select(t => t.Verdict));
    }

    [Fact]
    public async Task A_worker_that_is_full_leaves_the_run_to_the_other()
    {
        await sandbox.Require("python");
        await using var web = await Fleet(2, "--queue", "0");
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Test);
        var sleeping = await Sleep(web, leaving.Token);
        (await Outcome.Of(web.Runner.Run(Ask.One("python", Quick, expected: "done"), Test))).Shows(Verdict.Accepted);
        // Another web does not know what is on them, and learns it from them.
        await using var other = await Connection.To(Endpoints, _certificates.ForWeb());
        var sleepingThere = await Sleep(other, leaving.Token);
        Assert.Equal([1, 1], (await web.Runner.Status(Test)).Workers.Select(w => w.Running));
        var full = await Assert.ThrowsAsync<RunnerUnavailableException>(() => Outcome.Of(web.Runner.Run(Ask.One("python", Quick), Test)));
        Assert.Equal(("The sandbox is busy: Too many runs are waiting.", false), (full.Message, full.Began));

        // A page that closes stops its run on the worker.
        await leaving.CancelAsync();
        foreach (var run in new[] { sleeping, sleepingThere }) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(20).Stretched(), Test));
        await Until(web, s => s.Running == 0, "both are free");
    }

    [Fact]
    public async Task A_worker_without_what_a_run_needs_is_passed_over()
    {
        const string Package = "/usr/lib/python3/dist-packages/pytest";
        await sandbox.Require("python");
        Assert.SkipUnless(SandboxFixture.Demanded || Directory.Exists(Package), "pytest is not installed.");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Hiding a folder needs root.");
        // The one with more room is asked first.
        _workers.Add(Worker.Without(Package, "https", ["--capacity", "8", .. _certificates.ForWorker()]));
        await using var web = await Fleet(1);
        var request = Ask.One("python", "def double(x): return 2 * x") with
        {
            UnitTests = new("pytest", [new("test_main.py", "from main import double\n\ndef test_double():\n    assert double(2) == 4\n")]),
        };
        (await Outcome.Of(web.Runner.Run(request, Test))).Shows(Verdict.Accepted);

        // One that is down may have it: that is worth waiting for.
        _workers[1].Kill();
        await Until(web, s => s.Workers[1].Problem.Length > 0, "it is left out");
        var missing = await Assert.ThrowsAsync<RunnerUnavailableException>(() => Outcome.Of(web.Runner.Run(request, Test)));
        Assert.Equal(("The test runner pytest is not installed on this worker.", false), (missing.Message, missing.Began));
        // Where nobody else could have it, it is said.
        await using var alone = await Connection.To([Endpoints[0]], _certificates.ForWeb());
        var said = await Outcome.Of(alone.Runner.Run(request, Test));
        Assert.Equal((Verdict.SystemError, missing.Message), (said.Compiled.Verdict, said.Compiled.Output));
    }

    [Fact]
    public async Task A_worker_offers_the_languages_that_it_was_told_to()
    {
        await sandbox.Require("python");
        await using var web = await Fleet(1);
        Assert.Equal(["python"], (await web.Runner.Status(Test)).Languages.Where(l => l.Available).Select(l => l.Id));
        var said = await Outcome.Of(web.Runner.Run(Ask.One("bash", "true"), Test));
        Assert.Equal((Verdict.SystemError, "Bash is not installed on this worker."), (said.Compiled.Verdict, said.Compiled.Output));
    }

    [Fact]
    public async Task A_run_that_is_too_large_is_told_so_and_is_not_taken_for_a_busy_sandbox()
    {
        await sandbox.Require("python");
        await using var web = await Fleet(1);
        var huge = Ask.One("python", Quick, new string('x', 65 << 20));
        var said = await Assert.ThrowsAsync<ArgumentException>(() => Outcome.Of(web.Runner.Run(huge, Test)));
        Assert.Equal("This run is larger than a sandbox takes: code and tests together can be 64 MiB.", said.Message);
        (await Outcome.Of(web.Runner.Run(Ask.One("python", Quick, expected: "done"), Test))).Shows(Verdict.Accepted);
    }

    [Fact]
    public async Task A_worker_that_hangs_loses_its_runs_and_gets_no_more_until_it_answers()
    {
        await sandbox.Require("python");
        await using var web = await Fleet(2);
        var run = Task.Run(() => Outcome.Of(web.Runner.Run(Ask.One("python", "import time\ntime.sleep(3)\nprint('done')", expected: "done"), Test)), Test);
        var frozen = await Busy();
        _workers[frozen].Freeze();
        (await run.WaitAsync(TimeSpan.FromSeconds(60).Stretched(), Test)).Shows(Verdict.Accepted);

        await Until(web, s => s.Workers[frozen].Problem.Length > 0, "it is left out");
        (await Outcome.Of(web.Runner.Run(Ask.One("python", Quick, expected: "done"), Test))).Shows(Verdict.Accepted);
        _workers[frozen].Thaw();
        await Until(web, s => s.Workers.All(w => w.Problem.Length == 0), "it is back");
    }

    [Fact]
    public async Task With_all_workers_down_it_says_of_each_why()
    {
        await sandbox.Require("python");
        await using var web = await Fleet(2);
        foreach (var worker in _workers) worker.Kill();
        var down = await Assert.ThrowsAsync<RunnerUnavailableException>(() => web.Runner.Status(Test));
        Assert.Equal(
            $"No sandbox can be used: {Endpoints[0]}: No sandbox answers at {Endpoints[0]}. {Endpoints[1]}: No sandbox answers at {Endpoints[1]}.", down.Message);
        var run = await Assert.ThrowsAsync<RunnerUnavailableException>(() => Outcome.Of(web.Runner.Run(Ask.One("python", Quick), Test)));
        Assert.Equal((down.Message, false), (run.Message, run.Began));
    }

    [Fact]
    public async Task A_worker_of_another_authority_is_not_believed()
    {
        sandbox.Require();
        using var stranger = new Certificates();
        Start("https", stranger.ForWorker(_certificates));
        await using var web = await Connection.To(Endpoints, _certificates.ForWeb());
        Assert.Contains("is not trusted, or does not trust us", (await Refusal(web)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_of_another_authority_or_with_a_workers_certificate_is_refused()
    {
        sandbox.Require();
        using var stranger = new Certificates();
        Start("https", _certificates.ForWorker());
        await using var right = await Connection.To(Endpoints, _certificates.ForWeb());
        await right.Answer();
        await using var wrong = await Connection.To(Endpoints, _certificates.ForWeb(stranger.Client()));
        await Refusal(wrong);
        var said = Assert.Throws<MutualTlsException>(() => Load(_certificates.Server()));
        Assert.EndsWith("is not for a client: its extended key usage does not say so.", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_certificate_or_without_encryption_a_worker_does_not_talk()
    {
        sandbox.Require();
        Start("https", _certificates.ForWorker());
        await using var right = await Connection.To(Endpoints, _certificates.ForWeb());
        await right.Answer();

        await using var plain = await Connection.To(Endpoints[0].Replace("https", "http", StringComparison.Ordinal));
        await Refusal(plain);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Issuer == "CN=test authority";
        using var nameless = new HttpClient(handler) { DefaultRequestVersion = new(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        await Assert.ThrowsAsync<HttpRequestException>(() => nameless.GetAsync(new Uri(Endpoints[0]), Test));
    }

    [Fact]
    public async Task A_new_certificate_is_taken_up_while_it_runs()
    {
        sandbox.Require();
        using var next = new Certificates();
        var options = _certificates.ForWorker();
        Start("https", options);
        await using var before = await Connection.To(Endpoints, _certificates.ForWeb());
        await before.Answer();
        await using var after = await Connection.To(Endpoints, next.ForWeb());
        await Refusal(after);

        var made = next.ForWorker();
        foreach (var i in new[] { 1, 3, 5 }) File.Copy(made[i], options[i], overwrite: true);
        await after.Answer();
    }

    [Fact]
    public async Task The_script_makes_certificates_that_both_sides_take()
    {
        sandbox.Require();
        Assert.SkipUnless(SandboxFixture.Demanded || File.Exists("/usr/bin/openssl"), "openssl is not installed.");
        var folder = Directory.CreateTempSubdirectory("ella-test-");
        try
        {
            using (var script = Process.Start(Path.Combine(Place.Root, "deploy", "certificates.sh"), [folder.FullName, "127.0.0.1"]))
            {
                await script.WaitForExitAsync(Test);
                Assert.Equal(0, script.ExitCode);
            }
            string[] files = ["127.0.0.1.pem", "127.0.0.1.key", "ca.pem", "web.pem", "web.key"];
            var paths = Array.ConvertAll(files, f => Path.Combine(folder.FullName, f));
            Start("https", ["--cert", paths[0], "--key", paths[1], "--client-ca", paths[2]]);
            await using var web = await Connection.To(
                Endpoints, ("Sandbox:ClientCertificate", paths[3]), ("Sandbox:ClientKey", paths[4]), ("Sandbox:ServerCa", paths[2]));
            await web.Answer();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_certificate_that_expired_is_said_at_the_start()
    {
        var old = _certificates.Server(DateTimeOffset.UtcNow.AddMinutes(59));
        var files = new MutualTlsFiles(old.Certificate, old.Key, _certificates.Authority);
        Assert.Contains(" expired on ", Assert.Throws<MutualTlsException>(() => MutualTls.Load(files, TlsEnd.Server, DateTimeOffset.UtcNow)).Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<string> Endpoints => [.. _workers.Select(w => w.Endpoint)];

    private static async Task<RunnerUnavailableException> Refusal(Connection web) =>
        await Assert.ThrowsAsync<RunnerUnavailableException>(async () =>
        {
            // While nobody listens yet the reason is another one.
            for (; ; )
            {
                try
                {
                    await web.Runner.Status(Test);
                    return;
                }
                catch (RunnerUnavailableException e) when (e.Message.StartsWith("No sandbox answers", StringComparison.Ordinal))
                {
                    await Task.Delay(50, Test);
                }
            }
        });

    private MutualTls Load((string Certificate, string Key) own) => MutualTls.Load(new(own.Certificate, own.Key, _certificates.Authority), TlsEnd.Client, DateTimeOffset.UtcNow);

    private void Start(string scheme, string[] options) => _workers.Add(new Worker(scheme, options));

    private async Task<Connection> Fleet(int workers, params string[] options)
    {
        for (var i = 0; i < workers; i++) Start("https", ["--capacity", "1", .. _certificates.ForWorker(), .. options]);
        var web = await Connection.To(Endpoints, [.. _certificates.ForWeb(), ("Sandbox:SilenceSeconds", "4")]);
        await Until(web, s => s.Workers.All(w => w.Problem.Length == 0), "every worker answers");
        return web;
    }

    /// <summary>A run that has begun to sleep.</summary>
    private static async Task<Task> Sleep(Connection web, CancellationToken ct)
    {
        var began = new TaskCompletionSource();
        var run = Task.Run(
            async () =>
            {
                await foreach (var message in web.Runner.Run(Ask.One("python", Sleeper, limits: Long), ct))
                    if (message is Compiled)
                        began.SetResult();
            },
            CancellationToken.None);
        await Task.WhenAny(began.Task, run).WaitAsync(TimeSpan.FromSeconds(20).Stretched(), Test);
        Assert.True(began.Task.IsCompleted);
        return run;
    }

    /// <summary>The worker whose wall holds a program.</summary>
    private async Task<int> Busy()
    {
        var found = -1;
        await Processes.Until(() => (found = _workers.FindIndex(w => Processes.Walls(w.Id).SelectMany(Processes.Members).Any(IsProgram))) >= 0, "a worker runs it");
        return found;
    }

    private static bool IsProgram(int pid) => ProcFiles.Command(pid).Contains("python3\0-B\0main.py", StringComparison.Ordinal);

    private static async Task Until(Connection web, Func<RunnerStatus, bool> condition, string what)
    {
        var patience = Stopwatch.StartNew();
        while (!await Holds())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(40).Stretched(), $"Waited too long until {what}.");
            await Task.Delay(50, Test);
        }

        async Task<bool> Holds()
        {
            try
            {
                return condition(await web.Runner.Status(Test));
            }
            catch (RunnerUnavailableException)
            {
                return false;
            }
        }
    }
}
