using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;
using Mien.Tensors.Layers;

namespace Mien.Tensors.Optimization;

/// <summary>Limits on gradients.</summary>
public static unsafe class GradientClip
{
    /// <summary>
    /// Scales all gradients by max / (norm + 1e-6) when their common Euclidean norm is above <paramref name="maximum"/>
    /// (Pascanu et al. 2013; PyTorch's clip_grad_norm_).
    /// </summary>
    /// <returns>The norm before clipping.</returns>
    public static double ByNorm(IReadOnlyList<Parameter> parameters, float maximum)
    {
        var sum = 0.0;
        for (var i = 0; i < parameters.Count; i++)
        {
            sum += SumOfSquares(parameters[i].Value);
        }

        var norm = Math.Sqrt(sum);
        var factor = maximum / (norm + 1e-6);
        if (factor < 1)
        {
            for (var i = 0; i < parameters.Count; i++)
            {
                Scale(parameters[i].Value, (float)factor);
            }
        }

        return norm;
    }

    private static double SumOfSquares(Tensor tensor)
    {
        var sum = 0.0;
        for (var start = 0; tensor.HasGradient && start < tensor.Length; start += Elementwise.Block)
        {
            var block = tensor.GradientData + start;
            sum += RowSums.Dot(Math.Min(Elementwise.Block, tensor.Length - start), block, block);
        }

        return sum;
    }

    private static void Scale(Tensor tensor, float factor)
    {
        for (var i = 0; tensor.HasGradient && i < tensor.Length; i += 16)
        {
            (Vector512.Load(tensor.GradientData + i) * factor).Store(tensor.GradientData + i);
        }
    }
}
