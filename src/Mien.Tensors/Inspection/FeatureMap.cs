namespace Mien.Tensors.Inspection;

/// <summary>
/// The last values of a network that still have places, with the gradient of one logit of every sample: what class
/// activation maps are made of. Several maps of one sample (frames, parts) lie one after the other.
/// </summary>
/// <param name="Samples">Samples, N.</param>
/// <param name="MapsPerSample">Maps of each sample; 1 for most networks.</param>
/// <param name="Rows">Rows of a map.</param>
/// <param name="Columns">Columns of a map.</param>
/// <param name="Channels">Channels of a map.</param>
/// <param name="Window">The part of the picture that the map covers.</param>
/// <param name="Values">The activations, [N, maps, rows, columns, channels].</param>
/// <param name="Gradient">The gradient of each sample's logit, same layout.</param>
public sealed record FeatureMap(
    int Samples,
    int MapsPerSample,
    int Rows,
    int Columns,
    int Channels,
    PictureWindow Window,
    float[] Values,
    float[] Gradient
);
