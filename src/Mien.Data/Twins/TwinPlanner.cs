using Mien.Foundation;

namespace Mien.Data.Twins;

/// <summary>Decides what happens in a twin's sequences: who, which expression, when.</summary>
internal sealed class TwinPlanner(TwinOptions options, string dataset)
{
    private const int UsualClips = 12;
    private const int UsualLongVideos = 6;

    private static readonly Dictionary<string, string[]> UnitsOf = new()
    {
        ["happiness"] = ["12", "6+12", "L12"],
        ["surprise"] = ["1+2", "1+2+5", "R2"],
        ["disgust"] = ["4+9", "10", "4+7+10"],
        ["anger"] = ["4+7", "4", "4+5+7"],
        ["contempt"] = ["L14", "R14", "R12"],
        ["fear"] = ["1+2+4", "20", "1+4"],
        ["sadness"] = ["15", "1+4", "4+15"],
        ["repression"] = ["15+17", "14", "17"],
        ["others"] = ["4", "24", "7+10"],
    };

    private readonly RandomStream _random = new RandomStream(options.Seed).Derive($"plan {dataset}");

    public TwinOptions Options { get; } = options;

    public RandomStream Random => _random;

    /// <summary>Number of long videos.</summary>
    public int LongVideos => Options.Videos ?? UsualLongVideos;

    /// <summary>Action units of an emotion, whatever the dataset calls it.</summary>
    public static string Units(string emotion, int variant)
    {
        var name = emotion switch
        {
            "happy" or "positive" => "happiness",
            "sad" => "sadness",
            "negative" => "disgust",
            "other" => "others",
            _ => emotion,
        };
        var units = UnitsOf[name];
        return units[variant % units.Length];
    }

    /// <summary>Clips that are cut from onset to offset, with rest around them if wanted: people and emotions each in turn.</summary>
    /// <param name="emotions">The dataset's emotions.</param>
    /// <param name="name">Gives a clip its subject, its name and its first frame, by person and number of the person's clip.</param>
    public IReadOnlyList<TwinSequence> CutClips(
        IReadOnlyList<string> emotions,
        Func<int, int, string, (string Subject, string Name, int First)> name
    )
    {
        var clips = new List<TwinSequence>();
        var count = Options.Videos ?? UsualClips;
        var shown = EmotionsShown(count, emotions.Count);
        for (var i = 0; i < count; i++)
        {
            // Emotions advance once a round of people, shifted by person, so that every person shows several.
            var (person, nth) = (i % Options.Subjects, i / Options.Subjects);
            var emotion = emotions[(nth + person) % shown];
            var (subject, clip, first) = name(person, nth, emotion);
            clips.Add(Cut(person, subject, clip, first, emotion, Units(emotion, i / emotions.Count)));
        }

        return clips;
    }

    /// <summary>
    /// With three clips a person or more, no more emotions than rounds of people, so that all show the same ones and each
    /// can be learnt for a person held out.
    /// </summary>
    private int EmotionsShown(int clips, int emotions)
    {
        var rounds = (clips + Options.Subjects - 1) / Options.Subjects;
        return rounds >= 3 ? Math.Min(rounds, emotions) : emotions;
    }

    private TwinSequence Cut(int person, string subject, string name, int first, string emotion, string units)
    {
        // Without rest no number is drawn, so that twins without it stay as they are.
        var (before, after) = Options.Rest == 0 ? (0, 0) : (Draw(Options.Rest), Draw(Options.Rest));
        var onset = first + before;
        var offset = onset + Options.ClipFrames - 1 + _random.Below(Math.Max(1, Options.ClipFrames / 4));
        return new TwinSequence(
            person,
            subject,
            name,
            first,
            offset + after,
            [Event(subject, name, "micro", onset, offset, emotion, units)]
        );
    }

    private int Draw(int most) => _random.Below(most + 1);

    /// <summary>One event between two frames, its apex a little before the middle.</summary>
    public TwinEvent Event(
        string subject,
        string sequence,
        string kind,
        int onset,
        int offset,
        string emotion,
        string units
    )
    {
        var apex = onset + Math.Max(1, (int)((offset - onset) * _random.Uniform(0.35, 0.6)));
        var size =
            Options.MotionSize / 1000 * Options.FrameHeight * _random.Uniform(0.8, 1.25) * (kind == "macro" ? 2.5 : 1);
        return new TwinEvent(subject, sequence, kind, onset, apex, offset, units, emotion, Math.Round(size, 3));
    }

    /// <summary>A long video: one micro-expression, one macro-expression and, between them, a blink that no table lists.</summary>
    public TwinSequence Long(int person, string subject, string name, int first, IReadOnlyList<string> emotions)
    {
        var clip = Options.ClipFrames;
        var last = first + (6 * clip) - 1;
        var micro = first + (clip / 2) + _random.Below(clip / 2);
        var blink = first + (2 * clip) + _random.Below(Math.Max(1, clip / 3));
        var macro = first + (3 * clip) + _random.Below(clip / 2);
        var (a, b) = (emotions[_random.Below(emotions.Count)], emotions[_random.Below(emotions.Count)]);
        var length = Math.Max(4, clip / 3);
        return new TwinSequence(
            person,
            subject,
            name,
            first,
            last,
            [
                Event(subject, name, "micro", micro, micro + Math.Max(5, clip / 2), a, Units(a, _random.Below(3))),
                new TwinEvent(subject, name, "blink", blink, blink + (length / 2), blink + length, "45", "", 0),
                Event(subject, name, "macro", macro, macro + (2 * clip) - 1, b, Units(b, _random.Below(3))),
            ]
        );
    }
}
