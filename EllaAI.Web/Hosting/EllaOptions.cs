using System.ComponentModel.DataAnnotations;

namespace EllaAI.Web.Hosting;

/// <summary>Section <c>Ella</c>.</summary>
public sealed class EllaOptions
{
    public const string Section = "Ella";

    /// <summary>Folder of everything that the embedded default keeps: database, keys.</summary>
    [Required(ErrorMessage = "Ella:Data names the folder to keep everything in.")]
    public string Data { get; set; } = "data";

    /// <summary>Fills an empty installation with a company, questions and an assessment, and shows its sign-ins.</summary>
    public bool Demo { get; set; }

    /// <summary>The address in candidates' links, such as <c>https://ella.example.com</c>; empty takes the address that the server listens on.</summary>
    [RegularExpression("^$|^https?://.+", ErrorMessage = "Ella:PublicAddress starts with http:// or https://.")]
    public string PublicAddress { get; set; } = "";

    /// <summary>Addresses and networks of the proxies in front, such as <c>10.0.0.0/8</c>: only they are believed when they say who asks.</summary>
    public string[] Proxies { get; set; } = [];
}
