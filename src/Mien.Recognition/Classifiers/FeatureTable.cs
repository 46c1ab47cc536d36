namespace Mien.Recognition.Classifiers;

/// <summary>Features of clips, a row each; where mirror images are asked for, each clip's is the row after its own.</summary>
public sealed class FeatureTable
{
    private readonly float[] _values;
    private readonly int _rowsOfClip;

    /// <summary>An empty table.</summary>
    /// <param name="clips">Number of clips.</param>
    /// <param name="features">Values of a row.</param>
    /// <param name="mirrored">Whether every clip has a second row, of its mirror image.</param>
    public FeatureTable(int clips, int features, bool mirrored)
    {
        (Features, HasMirrored) = (features, mirrored);
        _rowsOfClip = mirrored ? 2 : 1;
        _values = new float[checked(clips * _rowsOfClip * features)];
    }

    /// <summary>Values of a row.</summary>
    public int Features { get; }

    /// <summary>Whether every clip has a second row, of its mirror image.</summary>
    public bool HasMirrored { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _values.Length / Features;

    /// <summary>All rows, one after the other.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>One row.</summary>
    public Span<float> this[int row] => _values.AsSpan(row * Features, Features);

    /// <summary>Where a clip's own row is.</summary>
    public int RowOf(int clip) => clip * _rowsOfClip;

    /// <summary>Where the row of a clip's mirror image is.</summary>
    public int MirroredRowOf(int clip) =>
        HasMirrored ? RowOf(clip) + 1 : throw new InvalidOperationException("the table was made without mirror images");
}
