namespace EllaAI.Web.Adapters.Firestore;

/// <summary>What an operator deploys to Firestore before the product uses it; kept in <c>deploy/firestore/</c>.</summary>
internal static class FirestoreFiles
{
    /// <summary>File names and contents.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["firebase.json"] =
            """
            {
              "firestore": {
                "rules": "firestore.rules",
                "indexes": "firestore.indexes.json"
              }
            }

            """,
        ["firestore.indexes.json"] = FirestoreIndexes.Json,
        ["firestore.rules"] =
            """
            // The product's server comes with credentials of its own, to which these rules do not apply. Nobody else may do anything.
            rules_version = '2';
            service cloud.firestore {
              match /databases/{database}/documents {
                match /{document=**} {
                  allow read, write: if false;
                }
              }
            }

            """,
    };

    /// <summary>The command <c>firestore-files DIR</c>.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, content) in All) File.WriteAllText(Path.Combine(folder, name), content);
    }
}
