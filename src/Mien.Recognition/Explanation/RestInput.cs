namespace Mien.Recognition.Explanation;

/// <summary>
/// A clip's input as it would be where nothing moved: every channel constant. Flow is at the clip's median, since most of
/// a face does not move and inputs that were scaled clip by clip have no other zero; strain, which is never negative, is
/// at its smallest.
/// </summary>
internal static class RestInput
{
    private const string Strain = "strain";

    /// <summary>Writes the input at rest.</summary>
    /// <param name="input">HWC values.</param>
    /// <param name="channels">The channels' names.</param>
    /// <param name="rest">Receives as many values.</param>
    public static void Fill(ReadOnlySpan<float> input, IReadOnlyList<string> channels, Span<float> rest)
    {
        var plane = new float[input.Length / channels.Count];
        for (var channel = 0; channel < channels.Count; channel++)
        {
            for (var i = 0; i < plane.Length; i++)
            {
                plane[i] = input[(i * channels.Count) + channel];
            }

            Array.Sort(plane);
            var still = channels[channel] == Strain ? plane[0] : plane[plane.Length / 2];
            for (var i = channel; i < rest.Length; i += channels.Count)
            {
                rest[i] = still;
            }
        }
    }
}
