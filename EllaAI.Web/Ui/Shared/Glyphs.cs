namespace EllaAI.Web.Ui.Shared;

/// <summary>Our icons: strokes on a 24 by 24 grid, as SVG path data.</summary>
public static class Glyphs
{
    public const string Assessments = "M5 4.5h14v16H5zM9 4.5V3h6v1.5M8.5 10l1.2 1.2L12 8.9M14 10.2h2M8.5 15.4l1.2 1.2 2.3-2.3M14 15.6h2";
    public const string Questions = "M8 7l-4.5 5L8 17M16 7l4.5 5-4.5 5M13.5 5l-3 14";
    public const string Outbox = "M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5";
    public const string Menu = "M4 7h16M4 12h16M4 17h16";
    public const string Collapse = "M4 5h16v14H4zM9.5 5v14M16 9.5L13.5 12l2.5 2.5";
    public const string Sun = "M12 8.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4M18.4 5.6L17 7M7 17l-1.4 1.4";
    public const string Moon = "M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7z";
    public const string ChevronDown = "M7 10l5 5 5-5";
    public const string ChevronRight = "M10 7l5 5-5 5";
    public const string ArrowLeft = "M19 12H5M11 6l-6 6 6 6";
    public const string ArrowRight = "M5 12h14M13 6l6 6-6 6";
    public const string ArrowUp = "M12 19V5M6 11l6-6 6 6";
    public const string ArrowDown = "M12 5v14M6 13l6 6 6-6";
    public const string Plus = "M12 5v14M5 12h14";
    public const string Building = "M5 20.5V4h9v16.5M14 9h5v11.5M3.5 20.5h17M8 7.5h3M8 11h3M8 14.5h3M16.5 12.5v.1M16.5 16v.1";
    public const string Minus = "M8 12h8";
    public const string Close = "M6 6l12 12M18 6L6 18";
    public const string Search = "M10.8 4.5a6.3 6.3 0 1 0 0 12.6 6.3 6.3 0 0 0 0-12.6zM15.5 15.5L20 20";
    public const string Check = "M5 12.5l4.5 4.5L19 7.5";
    public const string CheckCircle = "M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM8.3 12.3l2.6 2.6 4.8-5.2";
    public const string Cross = "M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM9.2 9.2l5.6 5.6M14.8 9.2l-5.6 5.6";
    public const string Circle = "M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4z";
    public const string Half = "M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM12 8v4.2l3 1.8";
    public const string Warning = "M12 4.2l8.6 15.3H3.4zM12 10v4.4M12 16.9v.2";
    public const string Info = "M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM12 11v5M12 8v.2";
    public const string Clock = "M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM12 7.5V12l3.2 2";
    public const string Memory = "M7 7h10v10H7zM10 4v3M14 4v3M10 17v3M14 17v3M4 10h3M4 14h3M17 10h3M17 14h3";
    public const string Play = "M8 5.5v13l10.5-6.5z";
    public const string Copy = "M9 9h10.5v11H9zM15 9V4.5H4.5V15H9";
    public const string Link = "M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1-1";
    public const string LinkBroken = "M9.5 17.5l-.6.6a4 4 0 0 1-5.7-5.7l2.6-2.6M14.5 6.5l.6-.6a4 4 0 0 1 5.7 5.7l-2.6 2.6M5 4.5L19.5 19";
    public const string Mail = "M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5";
    public const string Globe = "M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM3.8 12h16.4M12 3.8c2.3 2.2 3.4 5 3.4 8.2s-1.1 6-3.4 8.2c-2.3-2.2-3.4-5-3.4-8.2s1.1-6 3.4-8.2";
    public const string Person = "M12 4.5a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4zM4.8 20c.6-3.6 3.6-5.6 7.2-5.6s6.6 2 7.2 5.6";
    public const string SignOut = "M14 5H5v14h9M11 12h9.5M17 8.5l3.5 3.5-3.5 3.5";
    public const string Edit = "M4.5 19.5l.9-4L16 4.9l3.1 3.1L8.5 18.6zM13.8 7.1l3.1 3.1";
    public const string Trash = "M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.9 13h9.2l.9-13M10.3 11v5.5M13.7 11v5.5";
    public const string Eye = "M2.8 12S6 5.8 12 5.8 21.2 12 21.2 12 18 18.2 12 18.2 2.8 12 2.8 12zM12 9.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4z";
    public const string EyeOff = "M9.8 6.1A9 9 0 0 1 12 5.8c6 0 9.2 6.2 9.2 6.2a15 15 0 0 1-2.7 3.5M6.3 7.7A14.5 14.5 0 0 0 2.8 12S6 18.2 12 18.2a9 9 0 0 0 5.3-1.8M4 4l16 16";
    public const string Shield = "M12 3.5l7 2.6v5.4c0 4.4-2.9 7.6-7 9-4.1-1.4-7-4.6-7-9V6.1zM9 12l2.2 2.2 3.9-4.2";
    public const string Key = "M15 4.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9M11.8 12.2l-7.3 7.3M7 17l2.5 2.5M9.7 14.3l2 2";
    public const string Keyboard = "M3 6.5h18v11H3zM6.5 10v.1M10 10v.1M13.5 10v.1M17 10v.1M7 14h10";
    public const string Retry = "M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 4v4h-4";
    public const string Drag = "M9 6.5v.1M15 6.5v.1M9 12v.1M15 12v.1M9 17.5v.1M15 17.5v.1";
    public const string Inbox = "M4 13.5L6.5 5h11l2.5 8.5V19H4zM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20";
    public const string Lock = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";
    public const string Chart = "M4 20h16M7 20v-7M12 20V6M17 20v-10";
    public const string More = "M6 12v.1M12 12v.1M18 12v.1";
    public const string Code = "M8 7l-4.5 5L8 17M16 7l4.5 5-4.5 5M13.5 5l-3 14";
}
