using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using EllaAI.Core.Operations;
using EllaAI.Core.Webhooks;
using EllaAI.Web.Hosting;

namespace EllaAI.Web.Adapters.Http;

/// <summary>
/// Posts to addresses that companies chose. No redirects, cookies, proxies or traces; nothing of an answer but its status. An endpoint that
/// fails again and again is left alone for a while by a circuit of its own.
/// </summary>
internal sealed class WebhookClient : IWebhookClient, IDisposable
{
    /// <summary>Bytes of an answer's body that may be thrown away to keep a connection; with more the connection is closed.</summary>
    private const int Drained = 4_096;

    private const string Unreachable = "It could not be connected to.";

    private readonly HttpClient _http;
    private readonly CircuitGroup _circuits;
    private readonly TimeProvider _clock;

    public WebhookClient(WebhookRules rules, Circuits circuits, TimeProvider clock)
    {
        _http = new HttpClient(Handler(rules.AllowPrivateNetworks)) { Timeout = Timeout.InfiniteTimeSpan };
        (_circuits, _clock) = (circuits.Group(ResiliencePlan.Webhook), clock);
    }

    public async Task<WebhookAnswer> Post(WebhookCall call, CancellationToken ct)
    {
        long? asked = null;
        try
        {
            return await To(call).Run(
                async calling =>
                {
                    asked = _clock.GetTimestamp();
                    var answer = await Send(call, calling);
                    return answer.Delivered || answer.Gone ? answer : throw new NotDelivered(answer);
                },
                ct);
        }
        catch (NotDelivered e)
        {
            return e.Answer;
        }
        catch (NeighbourUnavailableException e)
        {
            return asked is { } at ? Silent(at) : throw new DeliveryPostponedException(e.Message, e);
        }
    }

    public async Task<WebhookAnswer> Try(WebhookCall call, CancellationToken ct)
    {
        var began = _clock.GetTimestamp();
        using var patience = new CancellationTokenSource(ResiliencePlan.Webhook.Timeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            var answer = await Send(call, both.Token);
            if (answer.Delivered) await To(call).Close();
            return answer;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return Silent(began);
        }
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler Handler(bool allowPrivate) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // What is connected to is looked at anew.
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = Drained,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        ConnectCallback = (context, ct) => PublicConnection.Open(context.DnsEndPoint, allowPrivate, ct),
    };

    private Circuit To(WebhookCall call) => _circuits.To(call.Endpoint.Value.ToString("N"));

    private async Task<WebhookAnswer> Send(WebhookCall call, CancellationToken ct)
    {
        var began = _clock.GetTimestamp();
        using var request = Request(call);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return new((int)response.StatusCode, "", _clock.GetElapsedTime(began));
        }
        catch (HttpRequestException e)
        {
            return new(null, Said(e), _clock.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Of the handler, when there is no connection in time.
            return new(null, Unreachable, _clock.GetElapsedTime(began));
        }
    }

    private static HttpRequestMessage Request(WebhookCall call)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, call.Url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(call.Body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("EllaAI-Webhooks", "1"));
        request.Headers.Add("webhook-id", call.Id);
        request.Headers.Add("webhook-timestamp", call.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", call.Signature);
        return request;
    }

    private WebhookAnswer Silent(long began) =>
        new(null, $"It did not answer within {ResiliencePlan.Webhook.Timeout.TotalSeconds:0} seconds.", _clock.GetElapsedTime(began));

    /// <summary>The exception's own words name the host.</summary>
    private static string Said(HttpRequestException e) => e switch
    {
        { InnerException: PrivateAddressException } => "The address leads to this machine or a private network.",
        { HttpRequestError: HttpRequestError.NameResolutionError } or { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } } =>
            "The name of its host leads nowhere.",
        { HttpRequestError: HttpRequestError.ConnectionError } => Unreachable,
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "Its certificate is not trusted, or it speaks no TLS.",
        _ => "It broke off, or its answer was no HTTP.",
    };

    /// <summary>For the circuit, which counts exceptions.</summary>
    private sealed class NotDelivered(WebhookAnswer answer) : Exception(answer.Said)
    {
        public WebhookAnswer Answer { get; } = answer;
    }
}
