using EllaAI.Sandbox.Engine;

namespace EllaAI.Sandbox.Tests;

/// <summary>
/// What is read and written in a tree of version 2, where a kernel's own is not to be had: folders and files as it shows them, without what it
/// does by itself. The whole of it runs in a virtual machine, <c>tests/vm/run-v2.sh</c>.
/// </summary>
public sealed class GroupTreeV2Tests : IDisposable
{
    private const string All = "cpuset cpu io memory pids";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ella-test-");
    private readonly List<string> _reasons = [];

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Where_the_other_version_has_the_controllers_it_is_left_alone()
    {
        Group("", controllers: "", handsDown: "");
        Assert.Null(GroupTreeV2.TryOpen(_root.FullName, _root.FullName, _reasons));
        Assert.Equal([$"v2: {_root.FullName} has no memory controller"], _reasons);
    }

    [Fact]
    public void Walls_go_into_the_nearest_group_above_that_hands_memory_and_pids_down()
    {
        Group("", All, handsDown: All);
        var slice = Group("slice", All, handsDown: "memory pids");
        Group("slice/half", All, handsDown: "memory");
        var own = Group("slice/half/own", "memory", handsDown: "", members: "1\n2\n");
        Assert.Equal([slice], GroupTreeV2.TryOpen(_root.FullName, own, _reasons)?.Folders);
        Assert.Empty(_reasons);
    }

    [Fact]
    public void Alone_in_its_group_the_worker_steps_into_a_leaf_and_hands_down_what_there_is()
    {
        Group("", All, handsDown: All);
        var own = Group("own", "memory pids", handsDown: "", members: $"{Environment.ProcessId}\n");
        Assert.NotNull(GroupTreeV2.TryOpen(_root.FullName, own, _reasons));
        Assert.Equal(($"{Environment.ProcessId}", "+pids"), (Read(own, "ella-worker/cgroup.procs"), Read(own, "cgroup.subtree_control")));
    }

    [Fact]
    public void A_group_that_others_share_is_not_rearranged_while_one_above_will_do()
    {
        Group("", All, handsDown: All);
        var own = Group("own", All, handsDown: "", members: $"{Environment.ProcessId}\n1\n");
        Assert.Equal([_root.FullName], GroupTreeV2.TryOpen(_root.FullName, own, _reasons)?.Folders);
        Assert.False(Directory.Exists(Path.Combine(own, "ella-worker")));
    }

    [Theory]
    [InlineData("memory.peak", "memory.peak")]
    [InlineData("memory.current", "memory.current")]
    public void A_wall_has_no_swap_two_processors_and_its_limits_and_all_of_it_can_be_killed(string shown, string peak)
    {
        Group("", All, handsDown: All);
        var folder = Group("wall", All, handsDown: "");
        foreach (var file in new[] { "cpu.max", "memory.swap.max", "cgroup.kill", shown }) File.WriteAllText(Path.Combine(folder, file), "");
        File.WriteAllText(Path.Combine(folder, "memory.stat"), "anon 5\nshmem 4096\nfile 7\n");
        var wall = GroupTreeV2.TryOpen(_root.FullName, _root.FullName, _reasons)!.Make("wall");
        wall.Limit(1 << 20, 64);
        wall.Kill();

        string[] files = ["cpu.max", "memory.swap.max", "memory.max", "pids.max", "cgroup.kill"];
        Assert.Equal(["200000 100000", "0", "1048576", "64", "1"], files.Select(f => Read(folder, f)));
        Assert.Equal((Path.Combine(folder, peak), 4096), (wall.Peak, wall.FileBytes));
        Assert.Equal([Path.Combine(folder, "cgroup.procs")], wall.Join);
    }

    private static string Read(string folder, string file) => File.ReadAllText(Path.Combine(folder, file));

    private string Group(string name, string controllers, string handsDown, string members = "")
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root.FullName, name)).FullName;
        foreach (var (file, text) in new[] { ("cgroup.controllers", controllers), ("cgroup.subtree_control", handsDown), ("cgroup.procs", members) })
            File.WriteAllText(Path.Combine(folder, file), text);
        return folder;
    }
}
