using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>a b.</summary>
internal readonly struct Product : IBinaryFunction
{
    public Vector512<float> Apply(Vector512<float> a, Vector512<float> b) => a * b;
}
