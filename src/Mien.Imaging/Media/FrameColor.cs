namespace Mien.Imaging.Media;

/// <summary>What a frame source delivers.</summary>
public enum FrameColor
{
    /// <summary>One channel, 0..255.</summary>
    Gray,

    /// <summary>Red, green, blue, 0..255 each.</summary>
    Rgb,
}
