namespace Mien.Tensors.Kernels;

/// <summary>Where a head of a sample begins.</summary>
internal readonly struct AttentionHead
{
    /// <summary>Finds a head; they are numbered sample by sample.</summary>
    public AttentionHead(in AttentionSizes sizes, int pair)
    {
        var channel = pair % sizes.Heads * sizes.Width;
        Queries = (nint)(pair / sizes.Heads) * sizes.Queries * sizes.Channels + channel;
        Keys = (nint)(pair / sizes.Heads) * sizes.Keys * sizes.Channels + channel;
        Shares = (nint)pair * sizes.Queries * sizes.ShareStride;
    }

    /// <summary>In queries and output.</summary>
    public nint Queries { get; }

    /// <summary>In keys and values.</summary>
    public nint Keys { get; }

    /// <summary>In the shares.</summary>
    public nint Shares { get; }
}
