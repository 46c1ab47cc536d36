namespace Mien.Data.Inputs;

/// <summary>
/// What the channels of a map are called in chains: u, v and strain, in this order; the only channel of a map of grey
/// values is gray.
/// </summary>
public static class ChannelNames
{
    private static readonly string[] Motion = ["u", "v", "strain"];

    /// <summary>Names for a map of that many channels; beyond three they are numbered, <c>c3</c> and so on.</summary>
    public static IReadOnlyList<string> For(int channels) =>
        channels == 1
            ? ["gray"]
            : [.. Enumerable.Range(0, channels).Select(i => i < Motion.Length ? Motion[i] : $"c{i}")];
}
