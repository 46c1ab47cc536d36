using System.Numerics;
using BenchmarkDotNet.Attributes;
using Mien.Faces.Detection;
using Mien.Faces.Landmarks;
using Mien.Faces.Models;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Benchmarks.Kernels;

/// <summary>
/// The parts of following a face, on a photograph of the real data: one landmark fit (Debian's dlib model), the three that
/// follow a face from frame to frame, and a search of the whole picture, which following spares.
/// </summary>
public class FaceBenchmarks
{
    private readonly DetectorOptions _options = new() { ScaleFactor = 1.15, MinSize = 40 };
    private readonly Vector2[] _points = new Vector2[68];
    private readonly Vector2[] _next = new Vector2[68];
    private CascadeDetector _detector = null!;
    private LandmarkModel _model = null!;
    private LandmarkFitter _fitter = null!;
    private ByteImage _photograph = null!;
    private FaceBox _box;

    [GlobalSetup]
    public void SetUp()
    {
        _photograph = PictureFile.Read(Path.Combine(Repository.Data, "faces", "2008_001322.jpg"));
        _model = new FaceModels().ReadLandmarks();
        _detector = new CascadeDetector(new FaceModels().ReadCascade());
        _fitter = new LandmarkFitter(_model);
        _box = _detector.Detect(_photograph, _options)[0].Box;
        _fitter.FitDetection(_photograph, _box, _points);
    }

    [Benchmark]
    public void Fit() => _model.Fit(_photograph, _box, _next);

    [Benchmark]
    public double Follow() => _fitter.FitNext(_photograph, _points, _next);

    [Benchmark]
    public int Search() => _detector.Detect(_photograph, _options).Count;
}
