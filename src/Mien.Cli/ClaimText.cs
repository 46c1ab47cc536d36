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
        var rounding = 0.0;
        foreach (var part in string.Join(',', result.Tokens.Select(token => token.Value)).Split(','))
        {
            var words = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (!TryRead(words[^1], out var share, out var half) || With(claim, words[0], share) is not { } more)
            {
                result.AddError(
                    $"--claim '{part}' is not f1, uar, precision, recall or accuracy with a number, such as f1=0.99"
                );
                return null;
            }

            claim = more;
            rounding = Math.Max(rounding, half);
        }

        return claim with
        {
            Rounding = rounding,
        };
    }

    /// <summary>Reads a share and half of its last digit.</summary>
    private static bool TryRead(string text, out double share, out double half)
    {
        half = 0;
        if (
            !double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out share)
            || share > 100
        )
        {
            return false;
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        half = 0.5 * Math.Pow(10, point < 0 ? 0 : point + 1 - text.Length);
        if (share > 1)
        {
            share /= 100;
            half /= 100;
        }

        return true;
    }

    private static Claim? With(Claim claim, string name, double share) =>
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
