using System.CommandLine.Parsing;
using System.Globalization;
using Mien.Recognition.Metrics;

namespace Mien.Cli;

/// <summary>Published figures as typed: <c>f1=0.99,accuracy=99.73</c>; numbers above 1 are percentages.</summary>
internal static class ClaimText
{
    public static Claim? Parse(ArgumentResult result)
    {
        var claim = new Claim();
        foreach (var part in string.Join(',', result.Tokens.Select(token => token.Value)).Split(','))
        {
            var words = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (Add(claim, words[0], words[^1]) is not { } more)
            {
                result.AddError(
                    $"--claim '{part}' is not f1, uar, precision, recall or accuracy with a number, such as f1=0.99, nor samples or folds with a whole one"
                );
                return null;
            }

            claim = more;
        }

        return claim;
    }

    private static Claim? Add(Claim claim, string name, string text) =>
        name is "samples" or "folds"
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is > 0 and < 10_000_000
                ? name == "samples"
                    ? claim with
                    {
                        Samples = count,
                    }
                    : claim with
                    {
                        Folds = count,
                    }
                : null
            : TryRead(text, out var figure)
                ? With(claim, name, figure)
                : null;

    /// <summary>Reads a share with half of its last digit.</summary>
    private static bool TryRead(string text, out ClaimedFigure figure)
    {
        figure = default;
        if (
            !double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            || share is not (>= 0 and <= 100) // NaN is parsed too, and is in no range.
        )
        {
            return false;
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var half = 0.5 * Math.Pow(10, point < 0 ? 0 : point + 1 - text.Length);
        figure = share > 1 ? new ClaimedFigure(share / 100, half / 100) : new ClaimedFigure(share, half);
        return true;
    }

    private static Claim? With(Claim claim, string name, ClaimedFigure share) =>
        name switch
        {
            "f1" => claim with { F1 = share },
            "uar" => claim with { Uar = share },
            "precision" => claim with { Precision = share },
            "recall" => claim with { Recall = share },
            "accuracy" => claim with { Accuracy = share },
            _ => null,
        };
}
