using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>A function of two numbers, 16 pairs at once.</summary>
internal interface IBinaryFunction
{
    Vector512<float> Apply(Vector512<float> a, Vector512<float> b);
}
