using System.Globalization;

namespace Mien.Data.Twins;

/// <summary>How one dataset lays out frames and tables. One file a dataset, in <c>Layouts</c>.</summary>
internal abstract class TwinLayout
{
    /// <summary>The dataset's short name.</summary>
    public abstract string Dataset { get; }

    /// <summary>What happens in which sequence.</summary>
    public abstract IReadOnlyList<TwinSequence> Plan(TwinPlanner planner);

    /// <summary>The files that a frame is written to.</summary>
    public abstract IEnumerable<TwinPicture> Pictures(TwinSequence sequence, int frame);

    /// <summary>Writes the annotation tables.</summary>
    public abstract void WriteTables(string root, IReadOnlyList<TwinSequence> plan);

    /// <summary>Videos to write from the frames, by path relative to the root; none for most datasets.</summary>
    public virtual IEnumerable<(string Path, TwinSequence Sequence)> Videos(IReadOnlyList<TwinSequence> plan) => [];

    /// <summary>Events that the annotation table lists, which are the dataset's clips.</summary>
    public virtual IEnumerable<TwinEvent> Listed(IReadOnlyList<TwinSequence> plan) =>
        plan.SelectMany(sequence => sequence.Events).Where(e => e.Kind != "blink");

    /// <summary>The class that the dataset counts an event under.</summary>
    public virtual string ClassOf(TwinEvent e) => e.Emotion;

    /// <summary>A number with leading zeros.</summary>
    protected static string Padded(int number, int digits) =>
        number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');

    /// <summary>A cell that spreadsheets store as a number when it is one ("12") and as text when it is not ("4+7").</summary>
    protected static object NumberOrText(string cell) =>
        int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : cell;

    /// <summary>The first letter in upper case.</summary>
    protected static string Capital(string word) =>
        word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}
