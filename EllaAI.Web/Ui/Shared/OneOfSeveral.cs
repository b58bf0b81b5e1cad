namespace EllaAI.Web.Ui.Shared;

/// <summary>The company that the reader acts for, where they are a member of others too.</summary>
internal sealed record OneOfSeveral(string Company);
