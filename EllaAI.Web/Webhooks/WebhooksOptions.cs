namespace EllaAI.Web.Webhooks;

/// <summary>Section <c>Webhooks</c>: where companies' events may be sent.</summary>
public sealed class WebhooksOptions
{
    public const string Section = "Webhooks";

    /// <summary>Plain http as well: anybody on the way reads what is sent.</summary>
    public bool AllowInsecure { get; set; }

    /// <summary>
    /// This machine and its networks as well. Only where every company's admins may see what is in them: with it they can post to any
    /// service that this process reaches.
    /// </summary>
    public bool AllowPrivateNetworks { get; set; }
}
