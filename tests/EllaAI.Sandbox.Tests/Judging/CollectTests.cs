using System.Text;
using EllaAI.Core.Execution;
using EllaAI.Sandbox.Engine;
using EllaAI.Sandbox.Languages;
using EllaAI.Sandbox.Pool;

namespace EllaAI.Sandbox.Tests.Judging;

/// <summary>What a run may leave for us to fall over when we read a file back.</summary>
public sealed class CollectTests(SandboxFixture sandbox)
{
    private const int Most = 1 << 20;

    [Theory]
    [InlineData("os.symlink('/etc/passwd', 'result')")]
    [InlineData("open('secret', 'w').write('x'); os.symlink('secret', 'result')")]
    [InlineData("open('one', 'w').write('x'); os.link('one', 'result')")]
    [InlineData("os.mkfifo('result')")]
    [InlineData("os.mknod('result', 0o666 | stat.S_IFCHR, os.makedev(1, 5))")]
    [InlineData("socket.socket(socket.AF_UNIX).bind('result')")]
    [InlineData("os.mkdir('result')")]
    [InlineData("open('result', 'w').write('x'); os.unlink('result'); os.mkdir('result')")]
    [InlineData("open('result', 'w').truncate(2 << 20)")]
    [InlineData("open('result', 'w').write('x' * ((1 << 20) + 1))")]
    [InlineData("open('result', 'w').write('x'); os.chmod('result', 0)")]
    [InlineData("os.symlink('/usr', 'inner')")]
    [InlineData("os.mkdir('real'); open('real/result', 'w').write('x'); os.symlink('real', 'inner')")]
    [InlineData("os.symlink('/dev/shm', 'inner'); open('/dev/shm/result', 'w').write('x')")]
    [InlineData("os.symlink('/proc/self/root', 'inner')")]
    [InlineData("open('inner', 'w').write('x')")]
    [InlineData("os.mkdir('inner'); open('inner/result', 'w').write('x'); os.chmod('inner', 0)")]
    [InlineData("pass")]
    public async Task What_is_no_plain_file_is_not_there(string code)
    {
        using var wall = await Leave(code);
        Assert.Null(wall.CollectTemporary("out/result", Most));
        Assert.Null(wall.CollectTemporary("out/inner/result", Most));
        Assert.True(wall.IsAlive);
    }

    [Fact]
    public async Task Devices_of_the_wall_itself_are_out_of_reach()
    {
        using var wall = await Leave("pass");
        foreach (var path in new[] { "../dev/zero", "/dev/zero", "/etc/passwd", "../etc/passwd", "out/../../etc/passwd", "", ".", "out/", new string('x', 5_000), new string('/', 3_000) })
            Assert.Null(wall.CollectTemporary(path, Most));
        Assert.True(wall.IsAlive);
    }

    [Fact]
    public async Task A_very_deep_path_is_not_there_and_does_no_harm()
    {
        using var wall = await Leave("""
            for i in range(3000):
                os.mkdir('d')
                os.chdir('d')
            open('result', 'w').write('x')
            """);
        Assert.Null(wall.CollectTemporary("out/" + string.Concat(Enumerable.Repeat("d/", 1_900)) + "result", Most));
        Assert.Null(wall.CollectTemporary("out/result", Most));
    }

    [Fact]
    public async Task A_plain_file_comes_back_whole()
    {
        using var wall = await Leave("open('result', 'wb').write(bytes(range(256)) * 2048); open('empty', 'w'); open('small', 'w').write('small')");
        Assert.Equal(Enumerable.Range(0, 256 * 2048).Select(i => (byte)i), wall.CollectTemporary("out/result", Most)!);
        Assert.Equal([], wall.CollectTemporary("out/empty", Most)!);
        Assert.Equal("small"u8.ToArray(), wall.CollectTemporary("out/small", 5)!);
        Assert.Null(wall.CollectTemporary("out/small", 4));
    }

    [Fact]
    public async Task What_was_held_is_gone_before_the_next_run()
    {
        using var wall = await Leave("open('result', 'w').write('x')");
        wall.WriteTemporary("input", "new"u8);
        Assert.Null(wall.CollectTemporary("out/result", Most));
        var run = wall.Run(Python("import os\nprint(os.listdir('/tmp'), open('/tmp/input').read())") with { Hold = false }, default);
        Assert.Equal("['input'] new\n", Encoding.UTF8.GetString(run.Stdout));
        Assert.Null(wall.CollectTemporary("input", Most));
    }

    [Fact]
    public async Task Files_larger_than_the_first_size_fit_when_room_is_made()
    {
        using var wall = await Take();
        var limits = Limits.Default with { DiskMb = 200, MemoryMb = 512 };
        wall.MakeRoom(limits);
        wall.WriteTemporary("big", new byte[100 << 20]);
        var run = wall.Run(Python("import os\nprint(os.path.getsize('/tmp/big'))") with { Limits = limits }, default);
        Assert.Equal($"{100 << 20}\n", Encoding.UTF8.GetString(run.Stdout));
    }

    [Fact]
    public async Task The_files_of_the_work_folder_are_listed()
    {
        using var wall = await Take();
        wall.Write("a/b/c.txt", "text"u8);
        wall.Write("program", "#!"u8, executable: true);
        wall.Run(Python("import os\nos.symlink('/etc/passwd', '/work/link'); open('/work/one', 'w'); os.link('/work/one', '/work/two'); os.mkdir('/work/empty')") with { SealWork = false }, default);
        Assert.Equal([("a/b/c.txt", false), ("program", true)], wall.List()!.Order());
        Assert.Equal("#!"u8.ToArray(), wall.Collect("program", 10)!);
    }

    private async Task<Wall> Leave(string code)
    {
        var wall = await Take();
        wall.MakeTemporaryFolder("out");
        var run = wall.Run(Python("import os, socket, stat\nos.chdir('/tmp/out')\n" + code), default);
        // Some of it the wall refuses already.
        Assert.True(run.ExitCode == 0 || Encoding.UTF8.GetString(run.Stderr).Contains("Error: [Errno", StringComparison.Ordinal), Encoding.UTF8.GetString(run.Stderr));
        return wall;
    }

    private async Task<Wall> Take()
    {
        var open = await sandbox.Require("python");
        return await open.Pool.Take(TestContext.Current.CancellationToken);
    }

    private static WallRun Python(string code) =>
        new(["/usr/bin/python3", "-B", "-c", code], CommandLine.Environment([]), (Limits.Default with { CpuMs = 10_000, WallMs = 20_000 }).Stretched(), SealWork: true) { Hold = true };
}
