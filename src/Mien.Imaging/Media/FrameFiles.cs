using Mien.Imaging.Pictures;

namespace Mien.Imaging.Media;

/// <summary>
/// Pictures as frames, read by Mien itself; compressed BMP and rare JPEG by one ffmpeg for all of them, which gets
/// their bytes on its standard input. The first picture decides. Frames are shown at a fixed rate. A damaged picture ends the source with a
/// sentence that names it.
/// </summary>
public sealed class FrameFiles : IFrameSource
{
    private readonly IReadOnlyList<string> _paths;
    private readonly bool _own;
    private FfmpegPictures? _ffmpeg;
    private int _next;
    private int _delivered;

    private FrameFiles(IReadOnlyList<string> paths, MediaInfo info, FrameColor color)
    {
        _paths = paths;
        _own = PictureFile.ReadsItself(paths[0]);
        Info = info;
        Color = color;
    }

    /// <inheritdoc/>
    public MediaInfo Info { get; }

    /// <inheritdoc/>
    public FrameColor Color { get; }

    /// <inheritdoc/>
    public string? Fault { get; private set; }

    /// <summary>Opens the pictures of a folder in the order of the numbers in their names.</summary>
    /// <exception cref="InputFaultException">The folder holds no picture, or pictures of several formats.</exception>
    public static FrameFiles OpenFolder(string folder, FrameSourceOptions? options = null)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputFaultException($"{folder} is no folder: check the path.");
        }

        var names = Directory.EnumerateFiles(folder).Where(PictureFile.IsPicture).Order(NaturalOrder.Instance);
        return Open([.. names], options, folder);
    }

    /// <summary>Opens pictures in the order given.</summary>
    /// <exception cref="InputFaultException">There is none, formats are mixed, or the first is damaged.</exception>
    public static FrameFiles Open(IReadOnlyList<string> paths, FrameSourceOptions? options = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        options ??= new FrameSourceOptions();
        if (paths.Count == 0)
        {
            throw new InputFaultException(
                $"{name ?? "the list of frames"} holds no pictures: PNG, PGM, PPM, JPEG and BMP are read."
            );
        }

        CheckFormats(paths);
        var (width, height) = SizeOf(paths[0]);
        var info = new MediaInfo
        {
            Path = name ?? paths[0],
            Width = width,
            Height = height,
            FrameRate = options.FolderRate,
            ExpectedFrames = paths.Count,
            Codec = Path.GetExtension(paths[0]).TrimStart('.').ToLowerInvariant(),
        };
        return new FrameFiles(paths, info, options.Color);
    }

    /// <inheritdoc/>
    public bool TryRead(ByteImage target, out FrameStamp stamp)
    {
        this.CheckTarget(target);
        stamp = new FrameStamp(_delivered, _next / Info.FrameRate);
        if (_next >= _paths.Count || Fault != null)
        {
            return false;
        }

        Fault = _own ? ReadOwn(target) : ReadForeign(target);
        _next++;
        _delivered++;
        return Fault == null;
    }

    /// <inheritdoc/>
    public void Seek(double seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        _ffmpeg?.Dispose();
        _ffmpeg = null;
        _next = (int)Math.Min(Math.Ceiling((seconds * Info.FrameRate) - 0.5), _paths.Count);
        _delivered = 0;
        Fault = null;
    }

    /// <inheritdoc/>
    public void Dispose() => _ffmpeg?.Dispose();

    private string? ReadOwn(ByteImage target)
    {
        try
        {
            var image = PictureFile.ReadOwn(_paths[_next], Color);
            if (image.Width != target.Width || image.Height != target.Height)
            {
                return OtherSize(_paths[_next], image.Width, image.Height);
            }

            image.Samples.CopyTo(target.Samples, 0);
            return null;
        }
        catch (InputFaultException fault)
        {
            return fault.Message;
        }
    }

    private string? ReadForeign(ByteImage target)
    {
        _ffmpeg ??= new FfmpegPictures(_paths, _next, Info, Color);
        return _ffmpeg.Read(target, _next);
    }

    private static void CheckFormats(IReadOnlyList<string> paths)
    {
        var first = FormatOf(paths[0]);
        foreach (var path in paths)
        {
            if (FormatOf(path) != first)
            {
                throw new InputFaultException(
                    $"{path} is of another format than {paths[0]}: keep frames of one format in a folder."
                );
            }
        }
    }

    private static string FormatOf(string path) =>
        PictureFile.IsOwn(path) ? "own"
        : PictureFile.IsForeign(path) ? (path.EndsWith(".bmp", StringComparison.OrdinalIgnoreCase) ? "bmp" : "jpeg")
        : throw new InputFaultException($"{path} is no picture: PNG, PGM, PPM, JPEG and BMP are read.");

    private static (int Width, int Height) SizeOf(string path)
    {
        if (PictureFile.IsOwn(path))
        {
            var image = PictureFile.ReadOwn(path, FrameColor.Gray);
            return (image.Width, image.Height);
        }

        var (width, height) = PictureHeader.ReadSize(PictureLimits.ReadFile(path));
        if (width == 0 || height == 0)
        {
            throw new InputFaultException(
                $"{path} is no JPEG or BMP picture, or its header is damaged: check the file."
            );
        }

        PictureLimits.CheckFileSize(path, width, height);
        return (width, height);
    }

    internal static string OtherSize(string path, int width, int height) =>
        $"{path} has {width} x {height} pixels, another size than the first frame: frames of one clip must have one size.";
}
