using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mien.Imaging.Warping;

/// <summary>
/// Weights of cubic convolution with a = -0.5 (Keys 1981), for the samples at -1, 0, 1 and 2 when the place between 0 and
/// 1 is t. As polynomials of t: (-t + 2 t^2 - t^3) / 2, (2 - 5 t^2 + 3 t^3) / 2, (t + 4 t^2 - 3 t^3) / 2, (-t^2 + t^3) / 2.
/// </summary>
internal static class CubicWeights
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> At(float t)
    {
        var v = Vector128.Create(t);
        var w = Vector128.FusedMultiplyAdd(
            v,
            Vector128.Create(-0.5f, 1.5f, -1.5f, 0.5f),
            Vector128.Create(1, -2.5f, 2, -0.5f)
        );
        w = Vector128.FusedMultiplyAdd(v, w, Vector128.Create(-0.5f, 0, 0.5f, 0));
        return Vector128.FusedMultiplyAdd(v, w, Vector128.Create(0f, 1, 0, 0));
    }
}
