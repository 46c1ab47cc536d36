using System.Numerics;
using Mien.Faces.Landmarks;
using Mien.Imaging.Flow;

namespace Mien.Spotting.Motion;

/// <summary>
/// The motion of the head in the flow of an aligned crop: u = a0 + a1 x + a2 y + a3 z(x, y), and v alike, where z is the
/// depth of an average head (an ellipsoid with a nose). That is what a rigid head shows to a camera without perspective,
/// small turns out of the picture's plane among it. Fitted by iteratively reweighted least squares (Tukey's biweight), to
/// which an expression, being local, is an outlier; where expressions are rare (forehead, temples, bridge of the nose)
/// points count more than where they are common. Nothing is allocated after the creation.
/// </summary>
internal sealed class HeadFit
{
    private const int Step = 4;
    private const int Rounds = 6;

    // Tukey's biweight keeps 95 % of the efficiency of least squares at this many deviations.
    private const double TukeyLimit = 4.685;
    private const double FlatDeviation = 0.03;

    private readonly List<(int X, int Y)> _points = [];
    private readonly List<Vector4> _terms = [];
    private readonly List<double> _trust = [];
    private double[] _weights = [];
    private double[] _residuals = [];
    private double[] _sorted = [];
    private Depth _depth;

    public HeadFit(int size) => Size = size;

    /// <summary>Columns and rows of the crop.</summary>
    public int Size { get; }

    /// <summary>The head's motion after <see cref="Fit"/>: u and v as weights of 1, x, y and z.</summary>
    public (Vector4 U, Vector4 V) Motion { get; private set; }

    /// <summary>Median residual of the last fit, in pixels.</summary>
    public double Residual { get; private set; }

    /// <summary>Lays the points on a face.</summary>
    /// <param name="landmarks">68 points in pixels of the crop.</param>
    public void Place(ReadOnlySpan<Vector2> landmarks)
    {
        _depth = new Depth(landmarks);
        _points.Clear();
        _terms.Clear();
        _trust.Clear();
        for (var y = Step / 2; y < Size; y += Step)
        {
            for (var x = Step / 2; x < Size; x += Step)
            {
                if (_depth.IsInside(x, y))
                {
                    _points.Add((x, y));
                    _terms.Add(_depth.Terms(x, y));
                    _trust.Add(_depth.Trust(y));
                }
            }
        }

        if (_weights.Length != _points.Count)
        {
            (_weights, _residuals, _sorted) = (
                new double[_points.Count],
                new double[_points.Count],
                new double[_points.Count]
            );
        }
    }

    /// <summary>Fits the flow of a crop.</summary>
    public void Fit(FlowField flow)
    {
        _trust.CopyTo(_weights);
        for (var round = 0; round < Rounds; round++)
        {
            Motion = Solve(flow);
            Reweigh(flow);
        }
    }

    /// <summary>1, x, y and z of a place; their mean over a region gives the head's mean displacement of it.</summary>
    public Vector4 TermsAt(float x, float y) => _depth.Terms(x, y);

    /// <summary>The head's displacement of a place, or of a region.</summary>
    /// <param name="terms">Its <see cref="TermsAt"/>.</param>
    public Vector2 At(Vector4 terms) => new(Vector4.Dot(Motion.U, terms), Vector4.Dot(Motion.V, terms));

    /// <summary>The head's stretch and shear at every place, nearly: u and v along x and y, for each pixel.</summary>
    public (Vector2 U, Vector2 V) Gradient =>
        (new Vector2(Motion.U.Y, Motion.U.Z) / _depth.Half, new Vector2(Motion.V.Y, Motion.V.Z) / _depth.Half);

    private void Reweigh(FlowField flow)
    {
        for (var i = 0; i < _points.Count; i++)
        {
            var (x, y) = _points[i];
            var (du, dv) = (
                flow.U[x, y] - Vector4.Dot(Motion.U, _terms[i]),
                flow.V[x, y] - Vector4.Dot(Motion.V, _terms[i])
            );
            _residuals[i] = _sorted[i] = Math.Sqrt((du * du) + (dv * dv));
        }

        Array.Sort(_sorted);
        Residual = _sorted[_sorted.Length / 2];
        // The median length of a two-dimensional normal vector is 1.177 deviations.
        var limit = TukeyLimit * Math.Max(FlatDeviation, Residual / 1.177);
        for (var i = 0; i < _weights.Length; i++)
        {
            var share = _residuals[i] / limit;
            _weights[i] = share >= 1 ? 0 : _trust[i] * (1 - (share * share)) * (1 - (share * share));
        }
    }

    /// <summary>Weighted normal equations of four unknowns, the same matrix for u and v.</summary>
    private (Vector4, Vector4) Solve(FlowField flow)
    {
        var matrix = default(Matrix4x4);
        var (right, down) = (Vector4.Zero, Vector4.Zero);
        for (var i = 0; i < _points.Count; i++)
        {
            var terms = _terms[i];
            var weighted = (float)_weights[i] * terms;
            matrix.M11 += weighted.X * terms.X;
            matrix.M12 += weighted.X * terms.Y;
            matrix.M13 += weighted.X * terms.Z;
            matrix.M14 += weighted.X * terms.W;
            matrix.M22 += weighted.Y * terms.Y;
            matrix.M23 += weighted.Y * terms.Z;
            matrix.M24 += weighted.Y * terms.W;
            matrix.M33 += weighted.Z * terms.Z;
            matrix.M34 += weighted.Z * terms.W;
            matrix.M44 += weighted.W * terms.W;
            right += flow.U[_points[i].X, _points[i].Y] * weighted;
            down += flow.V[_points[i].X, _points[i].Y] * weighted;
        }

        // A little is added to the diagonal, so that a face without texture gives no motion instead of a wild one.
        (matrix.M11, matrix.M22) = (matrix.M11 + 1e-3f, matrix.M22 + 1e-3f);
        (matrix.M33, matrix.M44) = (matrix.M33 + 1e-3f, matrix.M44 + 1e-1f);
        (matrix.M21, matrix.M31, matrix.M41) = (matrix.M12, matrix.M13, matrix.M14);
        (matrix.M32, matrix.M42, matrix.M43) = (matrix.M23, matrix.M24, matrix.M34);
        return Matrix4x4.Invert(matrix, out var inverse)
            ? (Vector4.Transform(right, inverse), Vector4.Transform(down, inverse))
            : default;
    }

    /// <summary>An average head's depth in the crop of one face; x and y are scaled so that the face spans about -1 to 1.</summary>
    private readonly struct Depth
    {
        private readonly Vector2 _center;
        private readonly Vector2 _nose;
        private readonly float _mouthTop;

        public Depth(ReadOnlySpan<Vector2> landmarks)
        {
            var eyes = (Shape68.Center(landmarks, Shape68.LeftEye) + Shape68.Center(landmarks, Shape68.RightEye)) / 2;
            var chin = landmarks[8];
            Half = Math.Max(4, Vector2.Distance(eyes, chin) * 0.62f);
            _center = eyes + (0.3f * (chin - eyes));
            _nose = landmarks[30];
            _mouthTop = landmarks[33].Y;
        }

        /// <summary>Pixels of one unit of x and y.</summary>
        public float Half { get; }

        public bool IsInside(float x, float y)
        {
            var (dx, dy) = ((x - _center.X) / Half, (y - _center.Y) / (1.35f * Half));
            return (dx * dx) + (dy * dy) <= 1;
        }

        public double Trust(float y) => y > _mouthTop ? 0.3 : 1;

        public Vector4 Terms(float x, float y)
        {
            var (dx, dy) = ((x - _center.X) / Half, (y - _center.Y) / Half);
            var round = MathF.Sqrt(MathF.Max(0.02f, 1 - (0.75f * dx * dx) - (0.4f * dy * dy)));
            var (nx, ny) = ((x - _nose.X) / (0.22f * Half), (y - _nose.Y) / (0.35f * Half));
            var nose = 0.3f * MathF.Exp(-0.5f * ((nx * nx) + (ny * ny)));
            return new Vector4(1, dx, dy, round + nose - 0.8f);
        }
    }
}
