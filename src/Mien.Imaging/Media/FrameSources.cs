namespace Mien.Imaging.Media;

/// <summary>Opens whatever a user has: a video, a folder of frames, a picture.</summary>
public static class FrameSources
{
    /// <summary>Opens a path.</summary>
    /// <param name="path">A folder of pictures, a picture, a Y4M file, or any video that ffmpeg reads.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <exception cref="InputFaultException">Nothing is there, it cannot be read, or a program it needs is missing.</exception>
    public static IFrameSource Open(string path, FrameSourceOptions? options = null)
    {
        options ??= new FrameSourceOptions();
        if (Directory.Exists(path))
        {
            return FrameFiles.OpenFolder(path, options);
        }

        if (!File.Exists(path))
        {
            throw new InputFaultException($"{path} does not exist: check the path.");
        }

        if (PictureFile.IsPicture(path))
        {
            return FrameFiles.Open([path], options);
        }

        return path.EndsWith(".y4m", StringComparison.OrdinalIgnoreCase)
            ? Y4mVideo.Open(path, options.Color)
            : VideoFile.Open(path, options.Color);
    }
}
