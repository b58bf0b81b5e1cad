using EllaAI.Web.Adapters.Redis;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace EllaAI.Web.Tests.Adapters.Redis;

public sealed class SharedKeysTests : IAsyncLifetime
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ella-keys-");
    private readonly List<Replica> _replicas = [];
    private RedisServer _redis = null!;

    public async ValueTask InitializeAsync() => _redis = await RedisServer.Start();

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas) await replica.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
        _root.Delete(recursive: true);
    }

    [Fact]
    public async Task What_one_replica_sealed_another_opens()
    {
        var (one, two) = (await Start("one"), await Start("two"));

        Assert.Equal("session", Open(two, Seal(one)));
    }

    [Fact]
    public async Task A_flushed_redis_gets_the_keys_back_and_no_session_ends()
    {
        var one = await Start("one");
        var session = Seal(one);
        await _redis.Flush();

        Assert.NotEmpty(Keys(one).GetAllElements());
        Assert.Equal(":1", await _redis.Say("EXISTS ella:keys"));
        Assert.Equal("session", Open(await Start("two"), session));
    }

    [Fact]
    public async Task A_replica_with_a_new_disk_gets_them_from_redis_and_keeps_them()
    {
        var session = Seal(await Start("one"));
        Assert.Equal("session", Open(await Start("two"), session));

        _redis.KillAtOnce();

        Assert.Equal("session", Open(await Start("two"), session));
    }

    [Fact]
    public async Task Without_redis_keys_are_made_on_disk_and_shared_later()
    {
        _redis.KillAtOnce();
        var one = await Start("one");
        var session = Seal(one);
        Assert.Equal("session", Open(one, session));

        await _redis.Restart();

        await Until.True(async () =>
        {
            Keys(one).GetAllElements();
            return await _redis.Say("EXISTS ella:keys") == ":1";
        });
        Assert.Equal("session", Open(await Start("two"), session));
    }

    private async Task<Replica> Start(string disk)
    {
        var folder = _root.CreateSubdirectory(disk);
        var replica = await Replica.Start(
            new Dictionary<string, string?> { ["Redis:Jobs"] = _redis.Address },
            services =>
            {
                services.AddDataProtection().SetApplicationName("EllaAI");
                services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new FileSystemXmlRepository(folder, NullLoggerFactory.Instance));
            });
        _replicas.Add(replica);
        return replica;
    }

    private static SharedKeys Keys(Replica replica) =>
        Assert.IsType<SharedKeys>(replica.Services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository);

    private static IDataProtector Protector(Replica replica) => replica.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("session");

    private static string Seal(Replica replica) => Protector(replica).Protect("session");

    private static string Open(Replica replica, string sealedText) => Protector(replica).Unprotect(sealedText);
}
