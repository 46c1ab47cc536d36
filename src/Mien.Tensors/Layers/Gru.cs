using Mien.Foundation;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Layers;

/// <summary>
/// Gated recurrent unit over a sequence (Cho et al. 2014, in PyTorch's form): r = s(..), z = s(..), n = tanh(Wx + r (Uh + b)),
/// h' = (1 - z) n + z h, from h = 0. Parameters input.weight [In, 3 H], input.bias, hidden.weight [H, 3 H], hidden.bias; the
/// gates stand in the order r, z, n.
/// </summary>
public sealed class Gru : Module
{
    private readonly Linear _input;
    private readonly Linear _hidden;
    private readonly int _width;

    /// <summary>Creates a layer initialised as PyTorch's nn.GRU: uniform in +-1 / sqrt(H).</summary>
    public Gru(int inputs, int width, RandomStream random)
    {
        _width = width;
        _input = Register("input", new Linear(inputs, 3 * width, random));
        _hidden = Register("hidden", new Linear(width, 3 * width, random));
        foreach (var parameter in Parameters)
        {
            Initialization.UniformByFanIn(parameter.Value, width, random);
        }
    }

    /// <summary>All states of the sequence, [N, T, In] to [N, T, H].</summary>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var gates = _input.Forward(tape, x);
        var state = tape.Zeros(new Shape(x.Shape[0], 1, _width));
        Tensor? states = null;
        for (var time = 0; time < x.Shape[1]; time++)
        {
            state = Cell(tape, tape.Slice(gates, 1, time, 1), state);
            states = states is null ? state : tape.Concat(1, states, state);
        }

        return states!;
    }

    private Tensor Cell(Tape tape, Tensor fromInput, Tensor state)
    {
        var fromState = _hidden.Forward(tape, state);
        var reset = tape.Sigmoid(tape.Add(Gate(tape, fromInput, 0), Gate(tape, fromState, 0)));
        var update = tape.Sigmoid(tape.Add(Gate(tape, fromInput, 1), Gate(tape, fromState, 1)));
        var candidate = tape.Tanh(tape.Add(Gate(tape, fromInput, 2), tape.Multiply(reset, Gate(tape, fromState, 2))));
        return tape.Add(candidate, tape.Multiply(update, tape.Subtract(state, candidate)));
    }

    private Tensor Gate(Tape tape, Tensor gates, int number) => tape.Slice(gates, 2, number * _width, _width);
}
