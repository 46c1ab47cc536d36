namespace Mien.Tensors.Kernels;

/// <summary>An attention, or its gradients; null for those that nobody wants.</summary>
internal unsafe struct AttentionCall
{
    /// <summary>The sizes.</summary>
    public AttentionSizes Sizes;

    /// <summary>[samples, queries, channels].</summary>
    public float* Query;

    /// <summary>[samples, keys, channels].</summary>
    public float* Key;

    /// <inheritdoc cref="Key"/>
    public float* Value;

    /// <summary>
    /// For every sample and head the shares of the keys in the queries, [samples, heads, queries, share stride]; written
    /// forward, read backward.
    /// </summary>
    public float* Shares;

    /// <summary>The result, or its gradient.</summary>
    public float* Output;

    /// <summary>The gradient of <see cref="Query"/>.</summary>
    public float* ToQuery;

    /// <summary>The gradient of <see cref="Key"/>.</summary>
    public float* ToKey;

    /// <summary>The gradient of <see cref="Value"/>.</summary>
    public float* ToValue;

    /// <summary>Adds to <see cref="ToQuery"/>.</summary>
    public bool AddToQuery;

    /// <summary>Adds to <see cref="ToKey"/>.</summary>
    public bool AddToKey;

    /// <summary>Adds to <see cref="ToValue"/>.</summary>
    public bool AddToValue;

    /// <summary>Computes shares and output.</summary>
    public readonly void Forward(Workers team) => MachineLanes.Run<AttentionForward, AttentionCall>(team, in this);

    /// <summary>Computes the gradients.</summary>
    public readonly void Backward(Workers team) => MachineLanes.Run<AttentionBackward, AttentionCall>(team, in this);
}
