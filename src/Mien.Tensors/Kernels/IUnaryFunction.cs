using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>A function of one number, 16 at once.</summary>
internal interface IUnaryFunction
{
    Vector512<float> Apply(Vector512<float> x);
}
