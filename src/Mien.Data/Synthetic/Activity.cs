namespace Mien.Data.Synthetic;

/// <summary>What a made-up face is doing.</summary>
internal enum Activity
{
    /// <summary>Showing an expression.</summary>
    Expression,

    /// <summary>Nothing.</summary>
    Still,

    /// <summary>Closing or opening the lids.</summary>
    Blinking,

    /// <summary>Shifting its gaze.</summary>
    Looking,

    /// <summary>Moving as a whole.</summary>
    HeadMotion,

    /// <summary>Speaking.</summary>
    Talking,
}
