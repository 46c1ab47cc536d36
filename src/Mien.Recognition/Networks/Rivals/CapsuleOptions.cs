namespace Mien.Recognition.Networks.Rivals;

/// <summary>What makes one <see cref="CapsuleNet"/> differ from another. The defaults are the paper's.</summary>
public sealed record CapsuleOptions
{
    /// <summary>The network before the capsules: three stages of ResNet-18.</summary>
    public ResidualOptions Trunk { get; init; } = new() { Blocks = [2, 2, 2] };

    /// <summary>Side of the kernel that makes the primary capsules.</summary>
    public int Kernel { get; init; } = 9;

    /// <summary>Length of a primary capsule.</summary>
    public int PrimaryLength { get; init; } = 8;

    /// <summary>Length of a class capsule.</summary>
    public int ClassLength { get; init; } = 16;

    /// <summary>Rounds of routing by agreement.</summary>
    public int Routings { get; init; } = 3;
}
