namespace Mien.Spotting.Spotting;

/// <summary>Tells what an unbroken stretch of one face shows.</summary>
internal interface IStretchSpotter
{
    /// <summary>Whether a network decides, which says itself how sure it is.</summary>
    bool IsLearnt { get; }

    /// <summary>What a stretch shows.</summary>
    SpottedStretch Spot(FaceTrack track);
}
