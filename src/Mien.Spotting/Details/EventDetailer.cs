using System.Globalization;
using Mien.Faces.Landmarks;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Recognition.Models;
using Mien.Spotting.Events;

namespace Mien.Spotting.Details;

/// <summary>
/// Looks an event up in the recording again: names its class and draws its pictures. What was found is kept in a folder,
/// an event each, so that a run that goes on, or is repeated, need not look again.
/// </summary>
public sealed class EventDetailer : IDisposable
{
    private const string Shown = "faces";
    private const string Hidden = "hidden";

    private readonly EventDetailOptions _options;
    private readonly LandmarkModel _landmarks;
    private readonly EventRecognizer? _recognizer;
    private readonly EventPainter _painter;
    private readonly Lazy<EventFilm> _film;
    private readonly string _folder;
    private readonly string _model;
    private int _drawn;

    /// <summary>Prepares for a recording, which is opened when the first event is looked up.</summary>
    /// <param name="path">The recording.</param>
    /// <param name="source">How it is opened.</param>
    /// <param name="landmarks">The landmark model.</param>
    /// <param name="recognizer">Names classes; null for none.</param>
    /// <param name="folder">Where to keep what was found.</param>
    /// <param name="options">What to draw.</param>
    public EventDetailer(
        string path,
        FrameSourceOptions source,
        LandmarkModel landmarks,
        EventRecognizer? recognizer,
        string folder,
        EventDetailOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _landmarks, _recognizer) = (options, landmarks, recognizer);
        _painter = new EventPainter(landmarks, options.HideFaces);
        _film = new Lazy<EventFilm>(() => new EventFilm(path, source, landmarks));
        _folder = Path.Combine(folder, options.HideFaces ? Hidden : Shown);
        _model = recognizer is null
            ? ""
            : ContentHash.Of(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{recognizer.Layout} {options.ErrorLevel} {recognizer.Key}"
                )
            );
        // Whoever asks for hidden faces does not want those of an earlier run to stay.
        if (options.HideFaces && Directory.Exists(Path.Combine(folder, Shown)))
        {
            Directory.Delete(Path.Combine(folder, Shown), recursive: true);
        }
    }

    /// <summary>The model that names classes; null without one.</summary>
    public ModelDescription? Model => _recognizer?.Description;

    /// <summary>Share of events whose prediction set may lack the true class.</summary>
    public double ErrorLevel => _options.ErrorLevel;

    /// <summary>Looks an event up.</summary>
    public EventDetails Describe(FaceEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var isDrawn = _drawn < _options.MostPictures;
        if (!isDrawn && _recognizer is null)
        {
            return EventDetails.None;
        }

        _drawn += isDrawn ? 1 : 0;
        var folder = Path.Combine(_folder, KeyOf(happened));
        return Find(folder, isDrawn) ?? Look(happened, folder, isDrawn);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_film.IsValueCreated)
        {
            _film.Value.Dispose();
        }
    }

    private static string KeyOf(FaceEvent happened) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{happened.Face:00}-{happened.Onset + 1:0000000}-{happened.Apex + 1:0000000}-{happened.Offset + 1:0000000}"
        );

    private EventDetails? Find(string folder, bool isDrawn)
    {
        var path = Path.Combine(folder, DetailRecord.FileName);
        if (!File.Exists(path) || DetailRecord.Read(path) is not { } record || record.Model != _model)
        {
            return null;
        }

        var isThere = EventDetails.Names.All(name => File.Exists(Path.Combine(folder, $"{name}.png")));
        return isDrawn && !isThere
            ? null
            : new EventDetails(record.Class(), isThere ? folder : null, record.Enlarged, record.FullScale);
    }

    private EventDetails Look(FaceEvent happened, string folder, bool isDrawn)
    {
        if (_film.Value.Read(happened) is not { } frames)
        {
            return EventDetails.None;
        }

        var named = _recognizer?.Recognize(frames, _landmarks);
        var pictures = isDrawn ? _painter.Paint(frames, happened.Size) : null;
        if (pictures is not null)
        {
            Keep(folder, pictures);
        }

        var record = DetailRecord.Of(_model, named, pictures);
        AtomicFile.WriteText(Path.Combine(folder, DetailRecord.FileName), record.ToText());
        return new EventDetails(named, pictures is null ? null : folder, record.Enlarged, record.FullScale);
    }

    private static void Keep(string folder, EventPictures pictures)
    {
        byte[][] files = [pictures.Onset, pictures.Apex, pictures.Flow, pictures.Heat, pictures.Loop];
        foreach (var (name, bytes) in EventDetails.Names.Zip(files))
        {
            AtomicFile.Write(Path.Combine(folder, $"{name}.png"), stream => stream.Write(bytes));
        }
    }
}
