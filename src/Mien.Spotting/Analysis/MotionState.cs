using Mien.Faces.Quality;
using Mien.Foundation;

namespace Mien.Spotting.Analysis;

/// <summary>The file <c>motion.json</c>: what the motion beside it was measured from, and how far.</summary>
internal sealed record MotionState
{
    private const string Current = "mien-motion-3";
    private const long MaxBytes = 1 << 20;

    public required string Format { get; init; }

    /// <summary>What was read: name, size and content of the source.</summary>
    public required string Source { get; init; }

    /// <summary>How it was measured.</summary>
    public required string Settings { get; init; }

    /// <summary>Whether the source was read to its end.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Records behind which a run that was ended goes on; what follows them is measured again.</summary>
    public long Records { get; init; }

    /// <summary>What was wrong with the source, a sentence.</summary>
    public string? Fault { get; init; }

    /// <summary>What the recording is good for, up to <see cref="Records"/>.</summary>
    public RecordingQuality Quality { get; init; } = new();

    public static MotionState Start(string source, string settings) =>
        new()
        {
            Format = Current,
            Source = source,
            Settings = settings,
        };

    /// <summary>Reads the file; null when there is none.</summary>
    /// <exception cref="InputFaultException">It is no such file, or of another source or other settings.</exception>
    public static MotionState? Read(string path, string source, string settings)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var state = AnalysisJson.Read(OutsideFile.ReadText(path, "The file", MaxBytes), path);
        if (state.Format != Current || state.Settings != settings)
        {
            throw new InputFaultException(
                $"{Path.GetDirectoryName(path)} holds an analysis that was measured otherwise, with another cascade or landmark model, or by another version of Mien: give another --out, or delete the folder."
            );
        }

        return state.Source == source
            ? state
            : throw new InputFaultException(
                $"{Path.GetDirectoryName(path)} holds the analysis of another recording, {state.Source.Split('\n')[0]}: give another --out."
            );
    }

    /// <summary>Name of the recording that a file's motion was measured from.</summary>
    /// <exception cref="InputFaultException">It is no such file.</exception>
    public static string SourceOf(string path) =>
        AnalysisJson.Read(OutsideFile.ReadText(path, "The file", MaxBytes), path).Source.Split('\n')[0];

    public void Write(string path) => AtomicFile.WriteText(path, AnalysisJson.ToText(this));
}
