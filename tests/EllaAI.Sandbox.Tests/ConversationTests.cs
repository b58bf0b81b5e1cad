using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Pool;

namespace EllaAI.Sandbox.Tests;

/// <summary>Talking with a program behind the wall while it runs.</summary>
public sealed class ConversationTests(SandboxFixture sandbox) : IDisposable
{
    private static readonly Limits Patient = (Limits.Default with { CpuMs = 20_000, WallMs = 60_000 }).Stretched();

    private Instance? _instance;
    private WallBuilder? _builder;

    [Fact]
    public async Task Ten_thousand_questions_have_ten_thousand_answers()
    {
        using var wall = await Open();
        var cat = wall.Start(Cat);
        for (var i = 0; i < 10_000; i++)
        {
            Assert.True(cat.Send(Encoding.UTF8.GetBytes($"{i}\n")));
            Assert.Equal($"{i}\n", Line(cat));
        }
        cat.CloseInput();
        var result = cat.Wait();
        Assert.Equal((0, StopCause.None), (result.ExitCode, result.Cause));
    }

    [Fact]
    public async Task Megabytes_go_both_ways_at_once_and_arrive_whole()
    {
        using var wall = await Open();
        var cat = wall.Start(Cat with { Limits = Patient with { OutputKb = 16 * 1024 } });
        var sent = new byte[8 << 20];
        new Random(1).NextBytes(sent);
        var sending = Task.Run(() => cat.Send(sent), TestContext.Current.CancellationToken);
        var back = new byte[sent.Length];
        for (var got = 0; got < back.Length;)
        {
            var read = cat.Read(back.AsSpan(got));
            Assert.NotEqual(0, read);
            got += read;
        }
        Assert.True(await sending);
        Assert.True(sent.AsSpan().SequenceEqual(back));
        cat.CloseInput();
        Assert.Equal(0, cat.Read(back));
        Assert.Equal(0, cat.Wait().ExitCode);
    }

    [Fact]
    public async Task A_program_that_reads_and_says_nothing_is_ended_by_its_limit()
    {
        using var wall = await Open();
        var mute = wall.Start(Program("/bin/sleep", "60") with { Limits = Patient with { WallMs = 500 } });
        Assert.False(mute.Send(new byte[1 << 20]));
        Assert.Equal(0, mute.Read(new byte[1]));
        Assert.Equal(StopCause.Wall, mute.Wait().Cause);
    }

    [Fact]
    public async Task A_program_that_closed_its_input_takes_everything()
    {
        using var wall = await Open();
        var deaf = wall.Start(Program("/bin/sh", "-c", "exec 0<&-; echo closed; sleep 60"));
        Assert.Equal("closed\n", Line(deaf));
        Assert.True(deaf.Send(new byte[1 << 20]));
        deaf.Stop();
        Assert.Equal(StopCause.Stopped, deaf.Wait().Cause);
    }

    [Fact]
    public async Task What_is_sent_to_a_program_that_ended_is_dropped_and_the_wall_stays()
    {
        using var wall = await Open();
        for (var i = 0; i < 20; i++)
        {
            var brief = wall.Start(Program("/bin/true"));
            // Until it is really gone, it is one that does not read.
            while (brief.Send(new byte[1 << 20])) { }
            Assert.Equal(0, brief.Wait().ExitCode);
            brief.CloseInput();
            brief.Stop();
            Assert.Equal("next\n", Encoding.UTF8.GetString(wall.Run(Program("/bin/echo", "next"), default).Stdout));
        }
    }

    [Fact]
    public async Task The_end_of_input_is_read_behind_what_was_sent()
    {
        using var wall = await Open();
        var counter = wall.Start(Program("/usr/bin/wc", "-c"));
        Assert.True(counter.Send(new byte[300_000]));
        counter.CloseInput();
        Assert.False(counter.Send([1]));
        Assert.Equal("300000\n", Line(counter));
        Assert.Equal(0, counter.Wait().ExitCode);
    }

    [Fact]
    public async Task Output_past_its_limit_ends_the_program()
    {
        using var wall = await Open();
        var yes = wall.Start(Program("/usr/bin/yes") with { Limits = Patient with { OutputKb = 200 } });
        var (buffer, all) = (new byte[4096], 0);
        for (int read; (read = yes.Read(buffer)) > 0;) all += read;
        Assert.Equal(200 * 1024, all);
        Assert.Equal((StopCause.Output, true), (yes.Wait().Cause, yes.Wait().Truncated));
    }

    [Fact]
    public async Task Waiting_for_input_counts_as_wall_time()
    {
        using var wall = await Open();
        var result = wall.Start(Cat with { Limits = Patient with { WallMs = 300 } }).Wait();
        Assert.Equal(StopCause.Wall, result.Cause);
        Assert.True(result.WallUs >= 300_000);
    }

    [Fact]
    public async Task A_busy_program_is_ended_by_its_processor_time()
    {
        using var wall = await Open();
        var busy = wall.Start(Program("/bin/sh", "-c", "while :; do :; done") with { Limits = Patient with { CpuMs = 300 } });
        Assert.Equal(StopCause.Cpu, busy.Wait().Cause);
    }

    [Fact]
    public async Task Stopping_gets_through_to_a_program_that_reads_nothing()
    {
        using var wall = await Open();
        var mute = wall.Start(Program("/bin/sh", "-c", "echo note >&2; echo started; sleep 60 & sleep 60"));
        var sending = Task.Run(() => mute.Send(new byte[1 << 20]), TestContext.Current.CancellationToken);
        Assert.Equal("started\n", Line(mute));
        mute.Stop();
        var result = mute.Wait();
        await sending;
        Assert.Equal((9, StopCause.Stopped, "note\n"), (result.Signal, result.Cause, Encoding.UTF8.GetString(result.Stderr)));
        Assert.Equal(0, wall.Run(Program("/bin/true"), default).ExitCode);
    }

    [Fact]
    public async Task A_wall_that_breaks_midway_is_lost()
    {
        using var wall = await Open();
        var cat = wall.Start(Cat);
        Assert.True(cat.Send("x\n"u8));
        Assert.Equal("x\n", Line(cat));
        wall.Break();
        Assert.Equal(0, cat.Read(new byte[1]));
        Assert.Throws<WallLostException>(() => cat.Wait());
        Assert.False(cat.Send(new byte[1 << 20]));
    }

    [Fact]
    public async Task A_wall_may_be_disposed_while_its_program_is_waited_for()
    {
        var wall = await Open();
        var cat = wall.Start(Cat);
        var waiting = Task.Run(() => Assert.Throws<WallLostException>(() => cat.Wait()), TestContext.Current.CancellationToken);
        wall.Dispose();
        await waiting;
        Assert.False(cat.Send("x"u8));
    }

    [Fact]
    public async Task What_cannot_be_started_says_so()
    {
        using var wall = await Open();
        Assert.NotEqual(0, wall.Start(Program("/nowhere")).Wait().ExecError);
    }

    public void Dispose()
    {
        _builder?.Dispose();
        _instance?.Dispose();
    }

    private static WallRun Cat => Program("/bin/cat");

    private static WallRun Program(params string[] arguments) => new(arguments, ["PATH=/usr/bin:/bin"], Patient, SealWork: false);

    private static string Line(WallConversation conversation)
    {
        var (line, one) = (new StringBuilder(), new byte[1]);
        while (conversation.Read(one) == 1)
        {
            line.Append((char)one[0]);
            if (one[0] == '\n') break;
        }
        return line.ToString();
    }

    private async Task<Wall> Open()
    {
        sandbox.Require();
        _instance = Instance.Open(allowNoCgroup: false);
        _builder = new(_instance);
        return await _builder.Order();
    }
}
