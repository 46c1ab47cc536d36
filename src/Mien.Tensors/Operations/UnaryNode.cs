using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Backward of an elementwise function: input gradient = f(output gradient, saved).</summary>
internal sealed unsafe class UnaryNode<TGradient> : Node
    where TGradient : struct, IBinaryFunction
{
    private Tensor _input = null!;
    private Tensor _saved = null!;
    private TGradient _gradient;

    public void Set(Tensor input, Tensor saved, TGradient gradient) =>
        (_input, _saved, _gradient) = (input, saved, gradient);

    public override void Backward(Tape tape)
    {
        var from = Output.GradientData;
        var to = tape.GradientInPlace(Output, _input, out var accumulate);
        Elementwise.Map(tape.Workers, _input.Length, from, _saved.Data, to, _gradient, accumulate);
    }
}
