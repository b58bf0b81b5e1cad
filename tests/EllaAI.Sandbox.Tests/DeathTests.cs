using EllaAI.Sandbox.Engine;

namespace EllaAI.Sandbox.Tests;

/// <summary>Whoever is killed, and when: no process, no group and no mount stays.</summary>
public sealed class DeathTests(SandboxFixture sandbox)
{
    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    [InlineData("STOP", "KILL")]
    public async Task A_worker_that_ends_in_a_run_leaves_nothing(params string[] signals)
    {
        sandbox.Require();
        await using var worker = new SleepingWorker();
        var wall = await worker.Sleeps();
        var members = Processes.Members(wall);
        foreach (var signal in signals) await worker.Signal(signal);
        await NothingStays(wall, members);
    }

    [Theory]
    [InlineData("/usr/bin/bwrap\0")]
    [InlineData("\0init\0")]
    public async Task A_part_of_a_wall_that_is_killed_takes_the_rest_along(string part)
    {
        sandbox.Require();
        await using var worker = new SleepingWorker();
        var wall = await worker.Sleeps();
        var members = Processes.Members(wall);
        Native.Kill(members.First(p => IsPart(p, part)));
        await Processes.Until(() => !members.Any(ProcFiles.IsAlive), "the wall is gone");
        await Processes.Until(() => !Directory.Exists(wall), "its group is gone");

        // The run began again in another wall.
        var second = await worker.Sleeps();
        Assert.NotEqual(wall, second);
        members = Processes.Members(second);
        await worker.Signal("KILL");
        await NothingStays(second, members);
    }

    [Fact]
    public async Task A_worker_killed_while_it_makes_a_wall_leaves_nothing()
    {
        sandbox.Require();
        await using var worker = new SleepingWorker();
        var wall = (await worker.Walls())[0];
        await worker.Signal("KILL");
        await NothingStays(wall, Processes.Members(wall));
    }

    [Fact]
    public async Task What_nobody_was_left_to_remove_goes_when_the_next_worker_starts()
    {
        sandbox.Require();
        await using var worker = new SleepingWorker();
        var wall = await worker.Sleeps();
        var members = Processes.Members(wall);
        Native.Kill(worker.Janitor);
        await worker.Signal("KILL");
        // The worker too: while it dies it still holds its folder.
        await Processes.Until(() => !members.Append(worker.Id).Any(ProcFiles.IsAlive), "the wall and its worker are gone");

        string folder;
        using (var next = Instance.Open(allowNoCgroup: false)) folder = Path.Combine(Path.GetDirectoryName(next.Folder)!, SleepingWorker.InstanceId(wall));
        // Another test's worker may be the one that sweeps it.
        await Processes.Until(() => !Directory.Exists(folder), "its folder is gone");
        await NothingStays(wall, members);
    }

    private static bool IsPart(int pid, string part) => ProcFiles.Command(pid) is var command && command.Contains(part, StringComparison.Ordinal)
        // Bubblewrap's arguments hold those of process 1.
        && command.StartsWith('/') && command.StartsWith("/usr/bin/bwrap", StringComparison.Ordinal) == part.Contains("bwrap", StringComparison.Ordinal);

    private static async Task NothingStays(string wall, IReadOnlyList<int> members)
    {
        await Processes.Until(() => !members.Any(ProcFiles.IsAlive), "its processes are gone");
        await Processes.Until(() => !SleepingWorker.Groups(wall).Any(), "its groups are gone");
        await Processes.Until(() => Processes.Strays().Count == 0, "nobody is left outside of groups");
        Assert.DoesNotContain(File.ReadLines("/proc/mounts"), l => l.Contains("/newroot", StringComparison.Ordinal) || l.Contains(SleepingWorker.InstanceId(wall), StringComparison.Ordinal));
    }
}
