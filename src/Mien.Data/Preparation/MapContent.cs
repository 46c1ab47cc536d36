namespace Mien.Data.Preparation;

/// <summary>What a map shows.</summary>
public enum MapContent
{
    /// <summary>u, v and strain from onset to apex: three channels.</summary>
    Motion,

    /// <summary>The apex crop, 0..255: one channel.</summary>
    Apex,

    /// <summary>Apex minus onset, grey levels: one channel.</summary>
    Difference,

    /// <summary>The dynamic image of the clip from its onset on (<see cref="Imaging.Pooling.DynamicImage"/>): one channel.</summary>
    Dynamic,

    /// <summary>The crops themselves, 0..255, a sequence from onset to offset: one channel.</summary>
    Gray,
}
