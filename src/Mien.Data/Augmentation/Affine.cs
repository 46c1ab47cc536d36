using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Data.Augmentation;

/// <summary>
/// One resampling about the centre, everything drawn uniformly: rotation in degrees, scale as a share, shift in pixels
/// per axis, the same for all frames of a sequence. The vectors (u, v) themselves are not turned: for a few degrees that changes nothing that matters.
/// </summary>
internal sealed record Affine(float Rotation, float ScaleShare, float Shift) : Operation
{
    public override string Name => "affine";

    public override string Settings => $"rotation={Text(Rotation)} scale={Text(ScaleShare)} shift={Text(Shift)}";

    public override void Apply(
        ReadOnlySpan<float> source,
        Span<float> target,
        in InputLayout layout,
        RandomStream random
    )
    {
        var angle = random.Uniform(-Rotation, Rotation) * Math.PI / 180;
        var scale = 1 + random.Uniform(-ScaleShare, ScaleShare);
        var right = random.Uniform(-Shift, Shift);
        var down = random.Uniform(-Shift, Shift);
        var map = PixelMap.About(layout.Shape, (float)angle, (float)scale, (float)right, (float)down);
        var size = layout.Shape.FrameLength;
        for (var frame = 0; frame < layout.Shape.Frames; frame++)
        {
            // The next frame, or the padding, is what may be read behind this one.
            Resampling.Bilinear(source[(frame * size)..], target.Slice(frame * size, size), layout.Shape.Frame, map);
        }
    }
}
