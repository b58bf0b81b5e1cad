namespace EllaAI.Web.Ui.Shared;

/// <summary>What a colour means. Always beside an icon or a word.</summary>
public enum Tone { Neutral, Accent, Success, Warning, Danger }
