using Mien.Faces.Detection;
using Mien.Faces.Landmarks;
using Mien.Foundation;

namespace Mien.Faces.Models;

/// <summary>
/// Finds the two model files that faces need: a cascade of OpenCV and the 68-point landmark model of dlib. Mien ships
/// neither; Debian's packages opencv-data and libdlib-data do. The landmark model was trained on iBUG 300-W, whose terms
/// exclude commercial use.
/// </summary>
public sealed class FaceModels
{
    /// <summary>File name of the cascade used when nothing else is asked for.</summary>
    public const string DefaultCascade = "haarcascade_frontalface_alt2.xml";

    /// <summary>File name of the landmark model.</summary>
    public const string Landmarks68 = "shape_predictor_68_face_landmarks.dat";

    private static readonly string[] SystemFolders = ["/usr/share", "/usr/local/share", "/opt/homebrew/share"];

    private static readonly string[] CascadeFolders =
    [
        "opencv4/haarcascades",
        "opencv4/lbpcascades",
        "opencv/haarcascades",
        "opencv/lbpcascades",
    ];

    private readonly string? _folder;

    /// <summary>Looks in the system's folders.</summary>
    public FaceModels()
        : this(null) { }

    /// <summary>Looks in one folder, and below it in the folders that the system's packages use.</summary>
    /// <param name="folder">The folder, or null for the system's.</param>
    public FaceModels(string? folder)
    {
        _folder = folder;
    }

    /// <summary>The path of a cascade file.</summary>
    /// <exception cref="InputFaultException">It is not there; the message says what to install.</exception>
    public string FindCascade(string name = DefaultCascade) =>
        Find(name, CascadeFolders, "face detection needs OpenCV's cascade", "opencv-data");

    /// <summary>The path of the 68-point landmark model.</summary>
    /// <exception cref="InputFaultException">It is not there; the message says what to install.</exception>
    public string FindLandmarks() =>
        Find(Landmarks68, ["dlib"], "landmarks need dlib's 68-point model", "libdlib-data");

    /// <summary>Reads the cascade.</summary>
    public Cascade ReadCascade(string name = DefaultCascade) => Cascade.Read(FindCascade(name));

    /// <summary>Reads the landmark model, about 100 MB.</summary>
    /// <exception cref="InputFaultException">It is missing, damaged, or has another number of points than 68.</exception>
    public LandmarkModel ReadLandmarks()
    {
        var model = LandmarkModel.Read(FindLandmarks());
        return model.PointCount == Shape68.Count
            ? model
            : throw new InputFaultException(
                $"{model.Path} has {model.PointCount} landmarks where 68 are needed: give {Landmarks68}."
            );
    }

    private string Find(string name, string[] folders, string need, string package)
    {
        var roots = _folder == null ? SystemFolders : [_folder];
        foreach (var root in roots)
        {
            foreach (var folder in (IEnumerable<string>)["", .. folders])
            {
                var path = Path.Combine(root, folder, name);
                if ((folder.Length > 0 || _folder != null) && File.Exists(path))
                {
                    return path;
                }
            }
        }

        var place = _folder == null ? string.Join(", ", SystemFolders) : _folder;
        throw new InputFaultException(
            $"{need} {name}, which is not under {place}: install the package {package} (Debian, Ubuntu), or give its folder with --models DIR."
        );
    }
}
