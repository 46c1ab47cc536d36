using System.Globalization;
using Mien.Foundation;

namespace Mien.Recognition.Runs;

/// <summary>
/// Predictions as the recognition challenge of MEGC2019 asked for them: a line "dataset subject", then for each clip held
/// out with that subject a line "clip truth prediction" with the classes 0 negative, 1 positive, 2 surprise.
/// </summary>
public static class MegcLog
{
    /// <summary>The extension by which such a file is told from a table.</summary>
    public const string Extension = ".txt";

    private const int MaxBytes = 64 << 20;
    private static readonly string[] Classes = ["negative", "positive", "surprise"];

    /// <summary>Reads a log; each subject is a fold.</summary>
    /// <exception cref="InputFaultException">A line is neither; the message names it.</exception>
    public static PredictionTable Read(string path)
    {
        var rows = new List<Prediction>();
        var (dataset, subject, fold) = ("", "", -1);
        var lines = OutsideFile.ReadText(path, "The log", MaxBytes).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            switch (lines[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                case []:
                    break;
                case [var set, var person]:
                    (dataset, subject, fold) = (set, person, fold + 1);
                    break;
                case [var clip, var truth, var named] when fold >= 0:
                    rows.Add(
                        new Prediction(
                            dataset,
                            subject,
                            clip,
                            fold,
                            1,
                            Class(truth, path, i),
                            Class(named, path, i),
                            []
                        )
                    );
                    break;
                default:
                    throw Fault(path, i, "neither 'dataset subject' nor, below one, 'clip truth prediction'");
            }
        }

        return rows.Count > 0
            ? new PredictionTable(Classes, rows)
            : throw new InputFaultException($"{path} holds no predictions: check that it is a log of MEGC2019's form.");
    }

    private static int Class(string text, string path, int line) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var label) && label < Classes.Length
            ? label
            : throw Fault(path, line, $"a class '{text}' that is none of 0, 1, 2");

    private static InputFaultException Fault(string path, int line, string what) =>
        new($"{path}, line {line + 1} holds {what}: correct the line.");
}
