namespace Mien.Imaging.Flow;

/// <summary>The flow methods that can be named.</summary>
public enum FlowKind
{
    /// <summary><see cref="Flow.TvL1"/> with the IPOL reference's parameters.</summary>
    TvL1,

    /// <summary><see cref="Flow.Farneback"/> with the usual parameters.</summary>
    Farneback,

    /// <summary><see cref="Flow.Dis"/> with the preset medium.</summary>
    Dis,
}
