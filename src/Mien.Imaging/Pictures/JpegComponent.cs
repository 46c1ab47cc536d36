namespace Mien.Imaging.Pictures;

/// <summary>One component of a picture: what the frame header says of it and, once the scan header is read, its tables.</summary>
/// <param name="Id">How scan headers name it.</param>
/// <param name="Across">Blocks side by side in a unit of the scan.</param>
/// <param name="Down">Blocks one above the other in a unit of the scan.</param>
/// <param name="Quantiser">Which quantisation table.</param>
internal readonly record struct JpegComponent(int Id, int Across, int Down, int Quantiser)
{
    /// <summary>Its samples, whole units of the scan.</summary>
    public Plane? Plane { get; init; }

    /// <summary>Codes of the first coefficient of a block.</summary>
    public JpegHuffman? Dc { get; init; }

    /// <summary>Codes of the other coefficients.</summary>
    public JpegHuffman? Ac { get; init; }

    /// <summary>The quantisation table, row-major.</summary>
    public ushort[]? Divisors { get; init; }
}
