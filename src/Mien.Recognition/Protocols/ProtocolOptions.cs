namespace Mien.Recognition.Protocols;

/// <summary>Settings of a protocol; each protocol reads those it needs.</summary>
public sealed record ProtocolOptions
{
    /// <summary>Number of folds of the k-fold protocols, at least 2.</summary>
    public int Folds { get; init; } = 10;

    /// <summary>Subjects that <see cref="FewSubjects"/> learns from.</summary>
    public int TrainSubjects { get; init; }

    /// <summary>Whether the clips of the set are the real frames of sequences (<see cref="SequenceFrames"/>), so that <see cref="FrameKFold"/> imitates none.</summary>
    public bool RealFrames { get; init; }

    /// <summary>Seed of the deal of subjects, clips or frames to the folds; the same for every training seed of a run.</summary>
    public ulong DealSeed { get; init; }
}
