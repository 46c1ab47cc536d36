using Mien.Foundation;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Layers;

/// <summary>
/// Long short-term memory over a sequence (Hochreiter and Schmidhuber 1997, in PyTorch's form): c' = f c + i g,
/// h' = o tanh(c'), from zeros. Parameters input.weight [In, 4 H], input.bias, hidden.weight [H, 4 H], hidden.bias; the gates
/// stand in the order i, f, g, o.
/// </summary>
public sealed class Lstm : Module
{
    private readonly Linear _input;
    private readonly Linear _hidden;
    private readonly int _width;

    /// <summary>Creates a layer initialised as PyTorch's nn.LSTM: uniform in +-1 / sqrt(H).</summary>
    public Lstm(int inputs, int width, RandomStream random)
    {
        _width = width;
        _input = Register("input", new Linear(inputs, 4 * width, random));
        _hidden = Register("hidden", new Linear(width, 4 * width, random));
        foreach (var parameter in Parameters)
        {
            Initialization.UniformByFanIn(parameter.Value, width, random);
        }
    }

    /// <summary>All states h of the sequence, [N, T, In] to [N, T, H].</summary>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var gates = _input.Forward(tape, x);
        var state = tape.Zeros(new Shape(x.Shape[0], 1, _width));
        var memory = state;
        Tensor? states = null;
        for (var time = 0; time < x.Shape[1]; time++)
        {
            var sums = tape.Add(tape.Slice(gates, 1, time, 1), _hidden.Forward(tape, state));
            var kept = tape.Multiply(tape.Sigmoid(Gate(tape, sums, 1)), memory);
            var added = tape.Multiply(tape.Sigmoid(Gate(tape, sums, 0)), tape.Tanh(Gate(tape, sums, 2)));
            memory = tape.Add(kept, added);
            state = tape.Multiply(tape.Sigmoid(Gate(tape, sums, 3)), tape.Tanh(memory));
            states = states is null ? state : tape.Concat(1, states, state);
        }

        return states!;
    }

    private Tensor Gate(Tape tape, Tensor gates, int number) => tape.Slice(gates, 2, number * _width, _width);
}
