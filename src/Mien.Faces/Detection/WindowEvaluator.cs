namespace Mien.Faces.Detection;

/// <summary>
/// A cascade laid out for one row stride at a time: every corner of every rectangle is an offset from the window's own entry in
/// the summed-area tables. The arithmetic (float features, double sums, the refusal of windows with next to no
/// contrast) is OpenCV's, operation by operation, so that the same windows pass.
/// </summary>
internal sealed unsafe class WindowEvaluator
{
    /// <summary>Below this mean contrast OpenCV rejects a Haar window: area over the norm of the window, times 1.</summary>
    private const double FlatLimit = 0.1;

    private readonly Cascade _cascade;
    private readonly HaarCode[] _haar;
    private readonly LbpCode[] _lbp;
    private readonly double _frameArea;
    private Corners _frame;
    private int _squares;
    private int _stride;
    private int _tilted;

    public WindowEvaluator(Cascade cascade)
    {
        _cascade = cascade;
        var isHaar = cascade.Kind == FeatureKind.Haar;
        _haar = new HaarCode[isHaar ? cascade.Features.Length : 0];
        _lbp = new LbpCode[isHaar ? 0 : cascade.Features.Length];
        _frameArea = (double)(cascade.WindowWidth - 2) * (cascade.WindowHeight - 2);
    }

    /// <summary>Computes the offsets for the tables' layout, in the memory there is: a face that is followed brings another every second.</summary>
    public void Lay(IntegralImages integrals)
    {
        if (_stride == integrals.Stride && _tilted == integrals.TiltedPlane)
        {
            return;
        }

        (_stride, _tilted, _squares) = (integrals.Stride, integrals.TiltedPlane, integrals.SquaresPlane);
        _frame = Upright(new Cascade.Block(1, 1, _cascade.WindowWidth - 2, _cascade.WindowHeight - 2, 0), _stride);
        for (var i = 0; i < _haar.Length; i++)
        {
            _haar[i] = new HaarCode(_cascade.Features[i], _stride, _tilted);
        }

        for (var i = 0; i < _lbp.Length; i++)
        {
            _lbp[i] = new LbpCode(_cascade.Features[i].A, _stride);
        }
    }

    /// <summary>
    /// Looks at the window whose upper left entry is given: 1 is a face, 0 failed in the first stage, -n in stage n,
    /// and -1 also stands for a window with too little contrast.
    /// </summary>
    public int Run(int* window)
    {
        var norm = 1f;
        if (_cascade.Kind == FeatureKind.Haar && !TryNormalize(window, out norm))
        {
            return -1;
        }

        for (var i = 0; i < _cascade.Stages.Length; i++)
        {
            var stage = _cascade.Stages[i];
            var sum = _cascade.Kind == FeatureKind.Haar ? VoteHaar(stage, window, norm) : VoteLbp(stage, window);
            if (sum < stage.Threshold)
            {
                return -i;
            }
        }

        return 1;
    }

    private bool TryNormalize(int* window, out float norm)
    {
        var sum = _frame.Sum(window);
        var squares = (uint)_frame.Sum(window + _squares);
        var variance = (_frameArea * squares) - ((double)sum * sum);
        if (variance <= 0)
        {
            norm = 1;
            return false;
        }

        norm = (float)(1 / Math.Sqrt(variance));
        return _frameArea * norm < FlatLimit;
    }

    private double VoteHaar(Cascade.Stage stage, int* window, float norm)
    {
        var sum = 0.0;
        var (trees, nodes, leaves) = (_cascade.Trees, _cascade.Nodes, _cascade.Leaves);
        for (var t = stage.First; t < stage.First + stage.Count; t++)
        {
            var tree = trees[t];
            var at = 0;
            do
            {
                ref readonly var node = ref nodes[tree.FirstNode + at];
                var value = _haar[node.Feature].Value(window) * norm;
                at = value < node.Threshold ? node.Left : node.Right;
            } while (at > 0);

            sum += leaves[tree.FirstLeaf - at];
        }

        return sum;
    }

    private double VoteLbp(Cascade.Stage stage, int* window)
    {
        var sum = 0.0;
        var (trees, nodes, leaves, subsets) = (_cascade.Trees, _cascade.Nodes, _cascade.Leaves, _cascade.Subsets);
        for (var t = stage.First; t < stage.First + stage.Count; t++)
        {
            var tree = trees[t];
            var at = 0;
            do
            {
                var index = tree.FirstNode + at;
                ref readonly var node = ref nodes[index];
                var code = _lbp[node.Feature].Pattern(window);
                at = (subsets[(index * 8) + (code >> 5)] & (1u << (code & 31))) != 0 ? node.Left : node.Right;
            } while (at > 0);

            sum += leaves[tree.FirstLeaf - at];
        }

        return sum;
    }

    private static Corners Upright(Cascade.Block block, int stride)
    {
        var top = (block.Y * stride) + block.X;
        var bottom = top + (block.Height * stride);
        return new Corners(top, top + block.Width, bottom, bottom + block.Width);
    }

    /// <summary>Corners of a rectangle that stands on its lower tip, in the plane of rotated sums.</summary>
    private static Corners Tilted(Cascade.Block block, int stride, int plane)
    {
        var (x, y, width, height, _) = block;
        int At(int column, int row) => plane + (row * stride) + column;
        return new Corners(
            At(x, y),
            At(x - height, y + height),
            At(x + width, y + width),
            At(x + width - height, y + width + height)
        );
    }

    private readonly record struct Corners(int A, int B, int C, int D)
    {
        public int Sum(int* window) => window[A] - window[B] - window[C] + window[D];
    }

    /// <summary>w0 S0 + w1 S1 (+ w2 S2), in float as OpenCV does.</summary>
    private readonly struct HaarCode(Cascade.Feature feature, int stride, int plane)
    {
        private readonly Corners _a = Place(feature.A, feature.Tilted, stride, plane);
        private readonly Corners _b = Place(feature.B, feature.Tilted, stride, plane);
        private readonly Corners _c = Place(feature.C, feature.Tilted, stride, plane);
        private readonly float _weightA = feature.A.Weight;
        private readonly float _weightB = feature.B.Weight;
        private readonly float _weightC = feature.C.Weight;

        public float Value(int* window)
        {
            var value = (_weightA * _a.Sum(window)) + (_weightB * _b.Sum(window));
            return _weightC == 0 ? value : value + (_weightC * _c.Sum(window));
        }

        private static Corners Place(Cascade.Block block, bool tilted, int stride, int plane) =>
            tilted ? Tilted(block, stride, plane) : Upright(block, stride);
    }

    /// <summary>
    /// Eight bits, one for each neighbour block whose sum is not below the middle block's, clockwise from the upper
    /// left, which is the highest.
    /// </summary>
    private readonly struct LbpCode(Cascade.Block block, int stride)
    {
        private readonly int _origin = (block.Y * stride) + block.X;
        private readonly int _right = block.Width;
        private readonly int _down = block.Height * stride;

        public int Pattern(int* window)
        {
            var r0 = window + _origin;
            var r1 = r0 + _down;
            var r2 = r1 + _down;
            var r3 = r2 + _down;
            var (x1, x2, x3) = (_right, 2 * _right, 3 * _right);
            // Differences down each of the four columns of corners; every corner is read once.
            var (a0, a1, a2, a3) = (r0[0], r0[x1], r0[x2], r0[x3]);
            var (b0, b1, b2, b3) = (r1[0], r1[x1], r1[x2], r1[x3]);
            var (c0, c1, c2, c3) = (r2[0], r2[x1], r2[x2], r2[x3]);
            var (d0, d1, d2, d3) = (r3[0], r3[x1], r3[x2], r3[x3]);
            var middle = b1 - b2 - c1 + c2;
            // The sign bit of (block - middle), inverted, is the answer "not below".
            return ~(
                    ((a0 - a1 - b0 + b1 - middle) >> 31 & 128)
                    | ((a1 - a2 - b1 + b2 - middle) >> 31 & 64)
                    | ((a2 - a3 - b2 + b3 - middle) >> 31 & 32)
                    | ((b2 - b3 - c2 + c3 - middle) >> 31 & 16)
                    | ((c2 - c3 - d2 + d3 - middle) >> 31 & 8)
                    | ((c1 - c2 - d1 + d2 - middle) >> 31 & 4)
                    | ((c0 - c1 - d0 + d1 - middle) >> 31 & 2)
                    | ((b0 - b1 - c0 + c1 - middle) >> 31 & 1)
                ) & 255;
        }
    }
}
