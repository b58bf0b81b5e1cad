using EllaAI.Core.Access;
using EllaAI.Core.Storage;
using EllaAI.Core.Storage.Archive;
using EllaAI.Web.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>What cannot be told of somebody who guesses.</summary>
public sealed class DelayNotesTests
{
    [Fact]
    public async Task Whatever_goes_wrong_with_telling_it_the_try_is_answered()
    {
        foreach (var failure in (Exception[])[new StoreUnavailableException("away"), new InvalidOperationException("a mistake"), new DocumentTooLargeException("large")])
        {
            var broken = new BrokenStore(failure);

            await new DelayNotes(new(broken, TimeProvider.System), NullLogger<DelayNotes>.Instance).Take(new DefaultHttpContext(), new AccountId(Guid.NewGuid()), 5, "passwords");

            Assert.Equal(1, broken.Asked);
        }
    }

    [Fact]
    public async Task Whoever_ends_the_process_ends_it() => await Assert.ThrowsAsync<OperationCanceledException>(() =>
        new DelayNotes(new(new BrokenStore(new OperationCanceledException()), TimeProvider.System), NullLogger<DelayNotes>.Instance).Take(new DefaultHttpContext(), null, 5, "passwords"));

    private sealed class BrokenStore(Exception failure) : IDocumentStore
    {
        public int Asked { get; private set; }

        public Task<Versioned<T>?> Get<T>(DocumentKey key, CancellationToken ct) => throw Failed();

        public IAsyncEnumerable<Versioned<T>> Query<T>(DocumentQuery query, CancellationToken ct) => throw Failed();

        public IAsyncEnumerable<StoredDocument> Walk(DocumentRange range, CancellationToken ct) => throw Failed();

        public Task<bool> Commit(IReadOnlyList<Change> changes, IReadOnlyList<IEvent> events, CancellationToken ct) => throw Failed();

        private Exception Failed()
        {
            Asked++;
            return failure;
        }
    }
}
