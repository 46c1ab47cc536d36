using Mien.Imaging.Pictures;

namespace Mien.Imaging.Apex;

/// <summary>
/// Apex by change in the frequency domain (Li, Huang and Zhao, Can Micro-Expression be Recognized Based on Single Apex Frame?,
/// ICIP 2018). Local binary patterns of every frame are cut into blocks; a window slides over time; each block's part of the
/// window is Fourier-transformed in three dimensions, and the magnitudes of frequencies at least (window + 1) / 2 from zero are
/// summed. The apex is the middle of the window with the largest sum over the strongest blocks. The clip's ends are repeated.
/// </summary>
/// <remarks>
/// The authors' released program differs from the text in details that look like slips (its filter is centred beside the
/// zero frequency, it leaves out the last frame, and it picks blocks by place instead of strength); the text is followed.
/// </remarks>
public static class LbpFrequency
{
    /// <summary>Finds the apex of a clip.</summary>
    /// <param name="frames">The clip, grey, aligned; at least Blocks + 2 pixels a side.</param>
    /// <param name="options">Parameters; null for the defaults.</param>
    public static ApexEstimate Find(IReadOnlyList<Plane> frames, LbpFrequencyOptions? options = null)
    {
        ClipArguments.Check(frames);
        options ??= new LbpFrequencyOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Window, 3);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Blocks, 1);
        var (width, height) = (frames[0].Width - 2, frames[0].Height - 2);
        var (blockWidth, blockHeight) = (width / options.Blocks, height / options.Blocks);
        if (blockWidth < 1 || blockHeight < 1)
        {
            throw new ArgumentException("the frames are smaller than the blocks asked for", nameof(frames));
        }

        var codes = frames.Select(LocalBinaryPattern.Codes).ToArray();
        var transform = new BlockTransform(blockWidth, blockHeight, options.Window | 1);
        var blocks = new double[options.Blocks * options.Blocks][];
        for (var b = 0; b < blocks.Length; b++)
        {
            var start = (b / options.Blocks * blockHeight * width) + (b % options.Blocks * blockWidth);
            blocks[b] = transform.Amplitudes([.. codes.Select(frame => transform.Spectrum(frame, start, width))]);
        }

        return ApexEstimate.AtPeak([
            .. Enumerable.Range(0, frames.Count).Select(t => Strongest(blocks, t, options.StrongestBlocks)),
        ]);
    }

    private static double Strongest(double[][] blocks, int t, int count) =>
        blocks.Select(block => block[t]).OrderDescending().Take(count).Sum();
}
