namespace Mien.Recognition.Networks.Rivals;

/// <summary>Sizes of an <see cref="HtNet"/>. The defaults are those of the authors' script.</summary>
public sealed record HtNetOptions
{
    /// <summary>Side of the patches that become tokens.</summary>
    public int Patch { get; init; } = 7;

    /// <summary>Channels of the first level; they double with each level.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Heads of the first level; they double with each level.</summary>
    public int Heads { get; init; } = 3;

    /// <summary>Transformer blocks of each level. Between two levels the tokens are pooled, so a level halves the sides.</summary>
    public IReadOnlyList<int> Repeats { get; init; } = [2, 2, 10];

    /// <summary>
    /// Number of parameters, without building the network: at full size it is half a gigabyte. A test holds it against
    /// built ones.
    /// </summary>
    public long Parameters(NetworkShape shape)
    {
        var total = ((long)shape.Channels * Patch * Patch * Width) + Width;
        var tokens = TokensPerBlock(shape);
        for (var level = 0; level < Repeats.Count; level++)
        {
            long width = Width << level;
            var heads = Heads << level;
            var inner = width / heads * heads;
            var block = (2 * width) + (3 * width * inner) + ((inner * width) + width) + (2 * width);
            block += (4 * width * width) + (4 * width) + (4 * width * width) + width;
            total += tokens + (Repeats[level] * block);
            total += level + 1 < Repeats.Count ? (9 * width * 2 * width) + (2 * width) + (4 * width) : 0;
        }

        var last = (long)Width << (Repeats.Count - 1);
        return total + (2 * last) + (last * shape.Classes) + shape.Classes;
    }

    /// <summary>Tokens that attend to each other, the same number at every level.</summary>
    internal int TokensPerBlock(NetworkShape shape)
    {
        var blocks = 1 << (Repeats.Count - 1);
        return shape.Height / Patch / blocks * (shape.Width / Patch / blocks);
    }
}
