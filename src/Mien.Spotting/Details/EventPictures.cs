namespace Mien.Spotting.Details;

/// <summary>Pictures of an event, as PNG files.</summary>
public sealed record EventPictures
{
    /// <summary>The face at the onset.</summary>
    public required byte[] Onset { get; init; }

    /// <summary>The face at the apex.</summary>
    public required byte[] Apex { get; init; }

    /// <summary>The motion between them in the colours of the wheel.</summary>
    public required byte[] Flow { get; init; }

    /// <summary>How far each place moved.</summary>
    public required byte[] Heat { get; init; }

    /// <summary>The event as a loop, its movement enlarged.</summary>
    public required byte[] Loop { get; init; }

    /// <summary>By what the loop enlarges the movement.</summary>
    public required double Enlarged { get; init; }

    /// <summary>Pixels of a crop of 128 at which colours are full in <see cref="Flow"/> and <see cref="Heat"/>.</summary>
    public required double FullScale { get; init; }
}
