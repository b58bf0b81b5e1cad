namespace EllaAI.Web.Members;

/// <summary>What somebody wants of another member.</summary>
public enum MemberWish { None, Role, Disable, Enable, Remove, HandOver }
