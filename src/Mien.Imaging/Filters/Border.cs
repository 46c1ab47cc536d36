namespace Mien.Imaging.Filters;

/// <summary>What stands for samples beyond a plane's edge (n samples, k = 1, 2, ...).</summary>
internal enum Border
{
    /// <summary>The edge sample: -k is 0, n - 1 + k is n - 1.</summary>
    Repeat,

    /// <summary>Mirrored at the edge sample: -k is k, n - 1 + k is n - 1 - k (OpenCV's BORDER_REFLECT_101).</summary>
    Mirror,

    /// <summary>As in IPOL's TV-L1: mirrored at the first sample, but behind the last: -k is k, n - 1 + k is n - k.</summary>
    MirrorUneven,
}
