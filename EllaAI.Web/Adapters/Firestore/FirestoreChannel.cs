using EllaAI.Web.Hosting;
using Google.Apis.Auth.OAuth2;
using Grpc.Core;
using Grpc.Net.Client;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>How Firestore is reached: Google's service with its tokens, or an emulator.</summary>
internal static class FirestoreChannel
{
    private const string Service = "https://firestore.googleapis.com";
    private const string Scope = "https://www.googleapis.com/auth/datastore";
    private const int LargestMessage = 32 * 1024 * 1024;

    public static GrpcChannel Open(FirestoreOptions options)
    {
        var emulated = options.EmulatorHost.Length > 0;
        var patience = TimeSpan.FromSeconds(Math.Max(1, options.Timeout.TotalSeconds / 2));
        return GrpcChannel.ForAddress(emulated ? $"http://{options.EmulatorHost}" : Service, new()
        {
            HttpHandler = new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                UseProxy = !emulated,
                ConnectTimeout = patience,
                // A connection whose other end is gone or hangs is found out and replaced.
                KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
                KeepAlivePingDelay = patience,
                KeepAlivePingTimeout = patience,
            },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = LargestMessage,
            MaxSendMessageSize = LargestMessage,
            InitialReconnectBackoff = TimeSpan.FromMilliseconds(100),
            MaxReconnectBackoff = TimeSpan.FromSeconds(2),
            Credentials = emulated ? ChannelCredentials.Insecure : ChannelCredentials.Create(ChannelCredentials.SecureSsl, Tokens(options)),
        });
    }

    /// <summary>What goes with every call.</summary>
    public static Metadata Headers(FirestoreOptions options, FirestoreNames names)
    {
        var headers = new Metadata
        {
            { "google-cloud-resource-prefix", names.Database },
            { "x-goog-request-params", $"database={Uri.EscapeDataString(names.Database)}" },
        };
        // The emulator believes everybody who says so.
        if (options.EmulatorHost.Length > 0) headers.Add("authorization", "Bearer owner");
        return headers;
    }

    private static CallCredentials Tokens(FirestoreOptions options)
    {
        ITokenAccessWithHeaders credential = Credential(options);
        return CallCredentials.FromInterceptor(async (context, metadata) =>
        {
            // Kept by the library until shortly before it ends.
            var token = await credential.GetAccessTokenWithHeadersForRequestAsync(context.ServiceUrl, context.CancellationToken);
            metadata.Add("authorization", $"Bearer {token.AccessToken}");
            foreach (var (name, values) in token.Headers)
                foreach (var value in values) metadata.Add(name, value);
        });
    }

    private static GoogleCredential Credential(FirestoreOptions options)
    {
        try
        {
            var credential = options.Credentials.Length > 0
                ? CredentialFactory.FromFile<ServiceAccountCredential>(options.Credentials).ToGoogleCredential()
                : GoogleCredential.GetApplicationDefault();
            return credential.CreateScoped(Scope);
        }
        // Whatever is wrong with the file: the library names no exception of its own.
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or IOException or UnauthorizedAccessException or Newtonsoft.Json.JsonException)
        {
            throw new StartupException($"Firestore:Credentials: {e.Message}", e);
        }
    }
}
