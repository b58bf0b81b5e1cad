using System.ComponentModel.DataAnnotations;

namespace EllaAI.Web.Adapters.Firestore;

/// <summary>Section <c>Firestore</c>: where the documents are when <c>Documents:Store</c> says <c>firestore</c>.</summary>
public sealed class FirestoreOptions
{
    public const string Section = "Firestore";

    /// <summary>The variable by which the emulator tells its clients where it is.</summary>
    public const string EmulatorVariable = "FIRESTORE_EMULATOR_HOST";

    [Required(ErrorMessage = "Firestore:Project names the Google Cloud project of the documents.")]
    public string Project { get; set; } = "";

    [Required(ErrorMessage = "Firestore:Database names the database, such as (default).")]
    public string Database { get; set; } = "(default)";

    /// <summary>File with a service account's key. Empty: the credentials that the machine offers by itself.</summary>
    public string Credentials { get; set; } = "";

    /// <summary>Such as <c>127.0.0.1:8080</c>: an emulator in place of Google's service. Empty: <see cref="EmulatorVariable"/>, if that is set.</summary>
    public string EmulatorHost { get; set; } = "";

    /// <summary>How long one read or commit may take, with everything that is tried again. It ends before its circuit's minute does.</summary>
    [Range(1, 50, ErrorMessage = "Firestore:TimeoutSeconds is a number from 1 to 50.")]
    public int TimeoutSeconds { get; set; } = 10;

    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}
