using Mien.Foundation;

namespace Mien.Faces.Detection;

/// <summary>
/// A boosted cascade of decision trees in OpenCV's XML format: Haar or LBP features, stumps or deeper trees, the format
/// of opencv_traincascade or the older one of opencv_haartraining. Everything a file claims is checked on reading.
/// </summary>
public sealed class Cascade
{
    internal Cascade(string path)
    {
        Path = path;
    }

    /// <summary>Where the cascade was read from.</summary>
    public string Path { get; }

    /// <summary>What the nodes look at.</summary>
    public FeatureKind Kind { get; internal init; }

    /// <summary>Width of the window the cascade was trained on, in pixels.</summary>
    public int WindowWidth { get; internal init; }

    /// <summary>Height of the window the cascade was trained on, in pixels.</summary>
    public int WindowHeight { get; internal init; }

    /// <summary>Number of stages; a window is a face when it passes them all.</summary>
    public int StageCount => Stages.Length;

    /// <summary>Number of trees in all stages.</summary>
    public int TreeCount => Trees.Length;

    /// <summary>Whether any feature is rotated by 45 degrees.</summary>
    internal bool HasTilted { get; init; }

    internal Stage[] Stages { get; init; } = [];

    internal Tree[] Trees { get; init; } = [];

    internal Node[] Nodes { get; init; } = [];

    internal float[] Leaves { get; init; } = [];

    /// <summary>For LBP: 256 bits a node, as eight words; a set bit sends the window left.</summary>
    internal uint[] Subsets { get; init; } = [];

    internal Feature[] Features { get; init; } = [];

    /// <summary>Reads a cascade file.</summary>
    /// <exception cref="InputFaultException">The file is missing, is no cascade, or contradicts itself.</exception>
    public static Cascade Read(string path) => CascadeReader.Read(path);

    /// <summary>Trees [First, First + Count) vote; a window whose sum is below the threshold is rejected.</summary>
    internal readonly record struct Stage(int First, int Count, float Threshold);

    /// <summary>Where a tree's nodes and leaves begin.</summary>
    internal readonly record struct Tree(int FirstNode, int FirstLeaf);

    /// <summary>A branch; a child above 0 is a node of the same tree, one at or below 0 is the leaf of that number, negated.</summary>
    internal readonly record struct Node(int Feature, float Threshold, int Left, int Right);

    /// <summary>A weighted rectangle of a Haar feature, or the first of the 3x3 blocks of an LBP feature.</summary>
    internal readonly record struct Block(int X, int Y, int Width, int Height, float Weight);

    /// <summary>Up to three rectangles; for LBP only the first is used.</summary>
    internal readonly record struct Feature(Block A, Block B, Block C, bool Tilted);
}
