using Mien.Foundation;
using Mien.Imaging.Apex;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Apex;

public sealed class ApexTests
{
    private const int Peak = 13;

    [Fact]
    public void The_flow_peaks_where_the_face_moved_most()
    {
        var estimate = FlowPeak.Find(Clip(), new Farneback(64, 64));

        Assert.InRange(estimate.Frame, Peak - 1, Peak + 1);
        Assert.Equal(25, estimate.Scores.Count);
        Assert.Equal(0, estimate.Scores[0], 0.25);
        Assert.InRange(estimate.Scores[Peak], 0.9, 1.1);
    }

    [Fact]
    public void Motion_of_the_whole_head_is_taken_off()
    {
        var options = new FlowPeakOptions { MovingShare = 0.25 };
        Plane[] frames = [new Plane(20, 20), new Plane(20, 20)];

        var taken = MotionTrace.Of(frames, new Drawn(5, 7), options);
        var left = MotionTrace.Of(frames, new Drawn(5, 7), options with { RemoveHeadMotion = false });

        // A tenth of the pixels, and of those measured, move by 7 instead of 5.
        Assert.Equal(0.8, taken.Lengths[1], 1e-6);
        Assert.Equal(5.8, left.Lengths[1], 1e-6);
        Assert.Equal([0, 1], taken.Strengths());
    }

    [Fact]
    public void Noise_of_the_first_frame_is_no_motion()
    {
        // Every field holds the first frame's noise; the motion itself is small beside it.
        var method = new DrawnClip(30, 14, shared: 0.5, own: 0.05);

        var strengths = MotionTrace.Of(method.Frames, method).Strengths();

        for (var t = 1; t < strengths.Length; t++)
        {
            Assert.Equal(method.Share(t), strengths[t], 0.2);
        }
    }

    [Fact]
    public void What_grows_evenly_is_not_the_clip_s_main_motion()
    {
        // A third of the picture drifts further than the patch ever moves.
        var method = new DrawnClip(30, 14, shared: 0.1, own: 0.05, drift: 0.05);

        var strengths = MotionTrace.Of(method.Frames, method, clean: _ => { }).Strengths();

        for (var t = 1; t < strengths.Length; t++)
        {
            Assert.Equal(method.Share(t), strengths[t], 0.2);
        }
    }

    [Fact]
    public void Regions_are_searched_by_halving()
    {
        var estimate = RegionSearch.Find(Clip(), [new Region(16, 16, 30, 30)]);

        Assert.InRange(estimate.Frame, Peak - 2, Peak + 2);
        Assert.Equal(0, estimate.Scores[0], 1e-12);
    }

    [Fact]
    public void A_region_outside_the_frame_is_refused() =>
        Assert.Throws<ArgumentException>(() => RegionSearch.Find(Clip(), [new Region(50, 0, 20, 5)]));

    [Fact]
    public void The_frequency_method_finds_the_change()
    {
        var estimate = LbpFrequency.Find(Clip(noise: 0), new LbpFrequencyOptions { Window = 15, Blocks = 4 });

        Assert.InRange(estimate.Frame, Peak - 4, Peak + 4);
    }

    [Fact]
    public void Frequency_scores_equal_those_of_whole_transforms()
    {
        // From golden/lbp_frequency.py.
        double[] expected =
        [
            618018.32,
            706473.15,
            961009.73,
            1078355.55,
            1132125.63,
            1160419.21,
            1175023.46,
            1167058.59,
            1175023.46,
            1162954.58,
            1136376.41,
            1078952.87,
        ];
        var frames = Enumerable
            .Range(0, 12)
            .Select(t =>
            {
                var push = 1.5 * Math.Exp(-((t - 7) * (t - 7)) / 4.0);
                return Make(
                    26,
                    21,
                    (x, y) =>
                        100 + (30 * Math.Sin(0.7 * (x + (x > 12 ? push : 0)))) + (20 * Math.Cos((0.9 * y) + (0.31 * x)))
                );
            })
            .ToArray();

        var options = new LbpFrequencyOptions
        {
            Window = 7,
            Blocks = 2,
            StrongestBlocks = 3,
        };
        Assert.All(
            LbpFrequency.Find(frames, options).Scores.Zip(expected),
            pair => Assert.Equal(pair.Second, pair.First, 0.01)
        );
    }

    [Fact]
    public void Codes_are_those_worked_out_by_hand() =>
        Assert.Equal([0b1110_1010], LocalBinaryPattern.Codes(new Plane(3, 3, [1, 6, 2, 7, 5, 4, 5, 9, 8])));

    /// <summary>A field of one length, and a tenth of it, every tenth column pair, of another.</summary>
    private sealed class Drawn(float most, float few) : IFlowMethod
    {
        public int Width => 20;

        public int Height => 20;

        public void Estimate(Plane first, Plane second, FlowField flow)
        {
            for (var i = 0; i < flow.U.Samples.Length; i++)
            {
                flow.U.Samples[i] = i % 20 < 2 ? few : most;
            }
        }
    }

    /// <summary>A patch that moves as a bump in time, noise that all fields share and noise of each field's own, and a third that drifts.</summary>
    private sealed class DrawnClip(int count, int peak, double shared, double own, double drift = 0) : IFlowMethod
    {
        public Plane[] Frames { get; } = [.. Enumerable.Range(0, count).Select(t => Make(64, 64, (_, _) => t))];

        public int Width => 64;

        public int Height => 64;

        public double Share(int t) => Math.Exp(-((t - peak) * (t - peak)) / 40.0);

        public void Estimate(Plane first, Plane second, FlowField flow)
        {
            var t = (int)second.Samples[0];
            var (common, alone) = (new RandomStream(1), new RandomStream((ulong)t + 2));
            for (var i = 0; i < flow.U.Samples.Length; i++)
            {
                var (dx, dy) = ((i % 64) - 30, (i / 64) - 30);
                var patch = 0.8 * Share(t) * Math.Exp(-((dx * dx) + (dy * dy)) / 100.0);
                flow.U.Samples[i] = (float)(patch + common.Normal(shared) + alone.Normal(own));
                flow.V.Samples[i] = (float)((i % 64 >= 44 ? drift * t : 0) + common.Normal(shared) + alone.Normal(own));
            }
        }
    }

    /// <summary>25 textured frames with camera noise; a patch in the middle swells and goes back, largest at the peak.</summary>
    private static Plane[] Clip(double noise = 0.5)
    {
        var random = new RandomStream(4);
        return
        [
            .. Enumerable
                .Range(0, 25)
                .Select(t =>
                {
                    var push = 1.8 * Math.Exp(-((t - Peak) * (t - Peak)) / 18.0);
                    return Make(
                        64,
                        64,
                        (x, y) =>
                        {
                            var near = push * Math.Exp(-(((x - 30) * (x - 30)) + ((y - 32) * (y - 32))) / 120.0);
                            var moved = y - near;
                            return 120
                                + (40 * Math.Sin((0.6 * x) + (0.2 * moved)))
                                + (40 * Math.Cos(0.75 * moved))
                                + random.Normal(noise);
                        }
                    );
                }),
        ];
    }

    private static Plane Make(int width, int height, Func<int, int, double> value)
    {
        var plane = new Plane(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                plane[x, y] = (float)value(x, y);
            }
        }

        return plane;
    }
}
