using Mien.Tensors;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>The operations on capsules, vectors along the last axis whose length says how sure they are (Sabour et al. 2017).</summary>
internal static class Capsules
{
    private const float Tiny = 1e-12f;

    /// <summary>|x|^2 of each capsule, [..., D] to [..., 1], kept above 0 by 1e-12 so that its root has a slope.</summary>
    public static Tensor SquaredLength(Tape tape, Tensor x)
    {
        var mean = tape.Mean(tape.Multiply(x, x), x.Shape.Rank - 1);
        return tape.Add(tape.Scale(mean, x.Shape.Last), tape.Constant(new Shape(1), [Tiny]));
    }

    /// <summary>Squash: x |x| / (1 + |x|^2), a capsule of the same direction and a length below 1.</summary>
    public static Tensor Squash(Tape tape, Tensor x)
    {
        var square = SquaredLength(tape, x);
        var denominator = tape.Reciprocal(tape.Add(square, tape.Constant(new Shape(1), [1])));
        return tape.Multiply(x, tape.Multiply(tape.Sqrt(square), denominator));
    }

    /// <summary>
    /// Dynamic routing: what each lower capsule predicts for each upper one is summed with weights that grow where
    /// prediction and sum agree. As in the authors' code, no gradient flows through the weights.
    /// </summary>
    /// <param name="tape">Records the operations.</param>
    /// <param name="predictions">[N, lower, upper, D].</param>
    /// <param name="routings">Rounds, at least 1.</param>
    /// <returns>The sums before squashing, [N, 1, upper, D].</returns>
    public static Tensor Route(Tape tape, Tensor predictions, int routings) =>
        Combine(tape, predictions, Weights(tape, predictions, routings));

    private static Tensor Weights(Tape tape, Tensor predictions, int routings)
    {
        var recording = tape.Recording;
        tape.Recording = false;
        try
        {
            return Agree(tape, predictions, routings);
        }
        finally
        {
            tape.Recording = recording;
        }
    }

    private static Tensor Agree(Tape tape, Tensor predictions, int routings)
    {
        var (samples, lower, upper) = (predictions.Shape[0], predictions.Shape[1], predictions.Shape[2]);
        var agreement = tape.Zeros(new Shape(samples, lower, upper));
        for (var round = 1; round < routings; round++)
        {
            var sums = Squash(tape, Combine(tape, predictions, tape.Softmax(agreement)));
            var products = tape.Mean(tape.Multiply(predictions, sums), 3);
            var gain = tape.Scale(tape.Reshape(products, agreement.Shape), predictions.Shape.Last);
            agreement = tape.Add(gain, agreement);
        }

        return tape.Softmax(agreement);
    }

    /// <summary>sum over the lower capsules of weight * prediction.</summary>
    private static Tensor Combine(Tape tape, Tensor predictions, Tensor weights)
    {
        var gate = tape.Reshape(weights, predictions.Shape.With(3, 1));
        return tape.Scale(tape.Mean(tape.Multiply(predictions, gate), 1), predictions.Shape[1]);
    }
}
