using Mien.Tensors;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Training;

/// <summary>
/// The margin loss of capsule networks (Sabour et al. 2017), mean over samples of
/// sum_k T_k max(0, m+ - v_k)^2 + 1/2 (1 - T_k) max(0, v_k - m-)^2, where v_k is the length of class capsule k and the
/// sigmoid of logit k. The margins are those of CapsuleNet for micro-expressions (Quang et al., FG 2019), .99 and .01; the
/// first paper has .9 and .1.
/// </summary>
internal static class MarginLoss
{
    private const float Present = 0.99f;
    private const float Absent = 0.01f;
    private const float AbsentWeight = 0.5f;

    /// <summary>The loss of [N, classes] logits against [N, classes] targets that are 1 for the class and 0 for the others.</summary>
    public static Tensor Of(Tape tape, Tensor logits, Tensor targets)
    {
        var length = tape.Sigmoid(logits);
        var tooShort = Square(tape, tape.Relu(Shift(tape, tape.Scale(length, -1), Present)));
        var tooLong = tape.Scale(Square(tape, tape.Relu(Shift(tape, length, -Absent))), AbsentWeight);
        // T a + (1 - T) b, written as b + T (a - b).
        var each = tape.Add(tooLong, tape.Multiply(tape.Subtract(tooShort, tooLong), targets));
        return tape.Scale(tape.Mean(tape.Reshape(each, new Shape(each.Length)), 0), logits.Shape[1]);
    }

    private static Tensor Shift(Tape tape, Tensor x, float by) => tape.Add(x, tape.Constant(new Shape(1), [by]));

    private static Tensor Square(Tape tape, Tensor x) => tape.Multiply(x, x);
}
