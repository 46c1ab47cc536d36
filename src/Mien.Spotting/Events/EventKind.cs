namespace Mien.Spotting.Events;

/// <summary>Expressions by how long they last.</summary>
public enum EventKind
{
    /// <summary>A micro-expression: half a second at most, as far as its ends can be told.</summary>
    Micro,

    /// <summary>An ordinary, longer expression.</summary>
    Macro,
}
