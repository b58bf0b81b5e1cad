using System.Net.Sockets;
using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests.Attacks;

/// <summary>Talking to somebody. The filter knows one family; the network namespace has nobody in it.</summary>
public sealed class NetworkAttacks(SandboxFixture sandbox) : Attack(sandbox)
{
    [Fact]
    public Task No_family_but_unix_has_sockets() => Refused("c", """
        #include <stdio.h>
        #include <sys/socket.h>
        #include <unistd.h>
        int main(void) {
            int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_SEQPACKET, SOCK_RDM}, pair[2];
            for (int family = 0; family <= 100; family++)
                for (int i = 0; i < 5; i++) {
                    if (family == AF_UNIX) continue;
                    if (socket(family, types[i], 0) >= 0) printf("socket of family %d\n", family);
                    if (socketpair(family, types[i], 0, pair) == 0) printf("pair of family %d\n", family);
                }
            if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) printf("no unix either\n");
            puts("refused");
        }
        """);

    [Fact]
    public Task Names_addresses_and_interfaces_are_not_to_be_had() => Refused("python", """
        import socket, os
        for attempt in (
            lambda: socket.getaddrinfo("example.org", 80),
            lambda: socket.create_connection(("127.0.0.1", 22), 1),
            lambda: socket.create_connection(("169.254.169.254", 80), 1),
            lambda: socket.socket(socket.AF_UNIX).connect("/run/systemd/notify"),
            lambda: socket.socket(socket.AF_UNIX).connect("/var/run/docker.sock"),
            lambda: socket.socket(socket.AF_UNIX).connect("\0/tmp/.X11-unix/X0"),
        ):
            try:
                attempt()
                print("connected")
            except OSError: pass
        interfaces = [line.split(":")[0].strip() for line in open("/proc/net/dev").read().splitlines()[2:]]
        if interfaces != ["lo"]: print(interfaces)
        print("refused")
        """);

    /// <summary>Abstract names belong to the network namespace, so they hold neither between walls nor towards the host.</summary>
    [Fact]
    public async Task An_abstract_socket_is_heard_in_its_own_wall_only()
    {
        var name = $"ella-attack-{Guid.NewGuid():N}";
        var running = await Sandbox.Require("python");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Test);
        var listener = Ask.One("python", $"import socket, time\ns = socket.socket(socket.AF_UNIX)\ns.bind('\\0{name}')\ns.listen()\ntime.sleep(300)", limits: Limits.Default with { WallMs = 120_000 });
        var listening = Outcome.Of(running.Run(listener, stop.Token));
        await Processes.Until(() => running.WallGroups.SelectMany(Processes.Members).Any(p => Processes.SeesSocket($"{p}", name)), "somebody listens");

        await Refused("python", $"import socket\ntry:\n    socket.socket(socket.AF_UNIX).connect('\\0{name}')\n    print('connected')\nexcept ConnectionRefusedError: print('refused')");
        using var host = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Assert.Throws<SocketException>(() => host.Connect(new UnixDomainSocketEndPoint("\0" + name)));
        Assert.False(Processes.SeesSocket("self", name));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listening);
    }
}
