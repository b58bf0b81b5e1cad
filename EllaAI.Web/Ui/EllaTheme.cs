using MudBlazor;

namespace EllaAI.Web.Ui;

/// <summary>
/// What MudBlazor must know in C#: type, radius and layers. Its colours are not here. Mud writes its palette as CSS variables, and
/// <c>css/mud.css</c> points those at <c>css/tokens.css</c>, so that light, dark and high contrast change without a circuit.
/// </summary>
public static class EllaTheme
{
    private static readonly string[] Font = ["var(--font)"];

    public static MudTheme Value { get; } = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Font, FontSize = "14px", LineHeight = "1.5", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Font, FontSize = "14px", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Font, FontSize = "14px", LineHeight = "1.5", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = Font, FontSize = "16px", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontFamily = Font, FontSize = "14px", FontWeight = "500", LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontFamily = Font, FontSize = "12px", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Font, FontSize = "14px", FontWeight = "550", LineHeight = "1.4", LetterSpacing = "normal", TextTransform = "none" },
        },
    };
}
