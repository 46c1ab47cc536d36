using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Apex;

/// <summary>The motion of every frame of a clip since its first one, on every second pixel each way.</summary>
public sealed class MotionTrace
{
    private const int Step = 2;

    private const int Rounds = 40;
    private const int FewestForTrend = 8;

    private readonly float[][] _fields;
    private readonly double[] _lengths;

    private MotionTrace(float[][] fields, double[] lengths) => (_fields, _lengths) = (fields, lengths);

    /// <summary>Mean length in pixels of each frame's longest vectors.</summary>
    public IReadOnlyList<double> Lengths => _lengths;

    /// <summary>Measures a clip.</summary>
    /// <param name="frames">The clip, grey, all of the method's size; at least one.</param>
    /// <param name="method">The flow method.</param>
    /// <param name="options">Which vectors count as the longest; null for the defaults.</param>
    /// <param name="clean">
    /// Takes out of a field what is no expression, such as the motion of the head; null takes off the median of all
    /// vectors if the options say so.
    /// </param>
    public static MotionTrace Of(
        IReadOnlyList<Plane> frames,
        IFlowMethod method,
        FlowPeakOptions? options = null,
        Action<FlowField>? clean = null
    )
    {
        ClipArguments.Check(frames);
        ArgumentNullException.ThrowIfNull(method);
        options ??= new FlowPeakOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MovingShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MovingShare, 1);
        clean ??= options.RemoveHeadMotion ? SubtractMedian : _ => { };
        var flow = new FlowField(frames[0].Width, frames[0].Height);
        var (fields, lengths) = (new float[frames.Count][], new double[frames.Count]);
        fields[0] = Sample(flow);
        for (var t = 1; t < frames.Count; t++)
        {
            method.Estimate(frames[0], frames[t], flow);
            clean(flow);
            fields[t] = Sample(flow);
            lengths[t] = MeanOfLongest(fields[t], options.MovingShare);
        }

        return new MotionTrace(fields, lengths);
    }

    /// <summary>
    /// How strongly the clip's main motion shows in each frame, 0 in the first and 1 where it is furthest from there: the
    /// fields' scores on the first principal component of their changes over time. Unlike lengths, which noise only adds
    /// to, they average it out; and the mean over time, which is taken off first, takes the first frame's own noise with
    /// it, which is in every field but its own, so that one has no say in the component. Nor has what grows evenly from
    /// the first frame to the last, as a slow turn of the head does: it is taken off the fields that the component is
    /// sought in, though not off those that are scored.
    /// </summary>
    public double[] Strengths()
    {
        // Two frames have one motion between them, and no change over time.
        if (_fields.Length < 3)
        {
            return [.. _lengths.Select(length => length > 0 ? 1.0 : 0)];
        }

        var mean = Mean();
        var centred = _fields.Select(field => Sum(field, mean, -1)).ToArray();
        var direction = MainChange(_fields.Length < FewestForTrend ? centred : WithoutTrend(centred));
        var scores = centred.Select(field => Dot(field, direction)).ToArray();
        var first = scores[0];
        var far = scores.MaxBy(score => Math.Abs(score - first)) - first;
        return [.. scores.Select(score => far == 0 ? 0 : (score - first) / far)];
    }

    private float[] Mean()
    {
        var mean = new float[_fields[0].Length];
        foreach (var field in _fields.Skip(1))
        {
            Add(field, 1f / (_fields.Length - 1), mean);
        }

        return mean;
    }

    /// <summary>The first principal component by power iteration, begun with the largest change; the first frame has no say.</summary>
    private static float[] MainChange(float[][] fields)
    {
        var direction = fields.Skip(1).MaxBy(field => Dot(field, field))!;
        var scores = new double[fields.Length];
        for (var round = 0; round < Rounds; round++)
        {
            var length = Math.Sqrt(Dot(direction, direction));
            if (length == 0)
            {
                break;
            }

            for (var t = 1; t < fields.Length; t++)
            {
                scores[t] = Dot(fields[t], direction) / length;
            }

            direction = Direction(fields, scores);
        }

        return direction;
    }

    /// <summary>Each component of each vector less its straight line over time.</summary>
    private static float[][] WithoutTrend(float[][] centred)
    {
        var middle = centred.Length / 2.0;
        var squares = 0.0;
        var slope = new float[centred[0].Length];
        for (var t = 1; t < centred.Length; t++)
        {
            squares += (t - middle) * (t - middle);
            Add(centred[t], (float)(t - middle), slope);
        }

        return [.. centred.Select((field, t) => Sum(field, slope, (float)(-(t - middle) / squares)))];
    }

    private static float[] Direction(float[][] centred, double[] scores)
    {
        var direction = new float[centred[0].Length];
        for (var t = 1; t < centred.Length; t++)
        {
            Add(centred[t], (float)scores[t], direction);
        }

        return direction;
    }

    private static float[] Sum(float[] a, float[] b, float weight)
    {
        var sum = (float[])a.Clone();
        Add(b, weight, sum);
        return sum;
    }

    private static void Add(float[] field, float weight, float[] sum)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += weight * field[i];
        }
    }

    private static double Dot(float[] a, float[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }

    /// <summary>u and v of every second pixel, side by side.</summary>
    private static float[] Sample(FlowField flow)
    {
        var (columns, rows) = ((flow.Width + Step - 1) / Step, (flow.Height + Step - 1) / Step);
        var samples = new float[2 * columns * rows];
        var at = 0;
        for (var y = 0; y < flow.Height; y += Step)
        {
            for (var x = 0; x < flow.Width; x += Step)
            {
                (samples[at], samples[at + 1]) = (flow.U[x, y], flow.V[x, y]);
                at += 2;
            }
        }

        return samples;
    }

    private static double MeanOfLongest(float[] field, double share)
    {
        var lengths = new float[field.Length / 2];
        for (var i = 0; i < lengths.Length; i++)
        {
            var (u, v) = (field[2 * i], field[(2 * i) + 1]);
            lengths[i] = MathF.Sqrt((u * u) + (v * v));
        }

        Array.Sort(lengths);
        var moving = Math.Max(1, (int)(share * lengths.Length));
        double sum = 0;
        foreach (var length in lengths.AsSpan(lengths.Length - moving))
        {
            sum += length;
        }

        return sum / moving;
    }

    private static void SubtractMedian(FlowField flow)
    {
        foreach (var plane in (ReadOnlySpan<Plane>)[flow.U, flow.V])
        {
            var sorted = (float[])plane.Samples.Clone();
            Array.Sort(sorted);
            var median = sorted[sorted.Length / 2];
            foreach (ref var value in plane.Samples.AsSpan())
            {
                value -= median;
            }
        }
    }
}
