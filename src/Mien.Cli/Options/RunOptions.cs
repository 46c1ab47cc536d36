using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Mien.Foundation;

namespace Mien.Cli.Options;

/// <summary>The options that several commands share, each made anew for its command.</summary>
internal static class RunOptions
{
    public static Option<string[]> Data()
    {
        var option = new Option<string[]>("--data")
        {
            Description = "Prepared sets: folders with an index.csv and motion maps; several make a composite.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            Arity = ArgumentArity.OneOrMore,
            HelpName = "DIR",
        };
        option.Validators.Add(result =>
        {
            // An unset variable of a script arrives as an empty word.
            if (result.Tokens.Any(token => token.Value.Length == 0))
            {
                result.AddError("--data is empty: give it the path of a folder");
            }
        });
        return option;
    }

    public static Option<string?> Classes() =>
        new("--classes")
        {
            Description = "The classes in their order, commas between; the labels that occur when not given.",
            HelpName = "A,B,C",
        };

    public static Option<string> Model(string description) =>
        new("--model")
        {
            Description = description,
            DefaultValueFactory = _ => "cabm",
            HelpName = "NAME",
        };

    public static Option<string> Out(string description) =>
        new("--out")
        {
            Description = description,
            Required = true,
            HelpName = "PATH",
        };

    public static Option<string?> Recipe() =>
        new("--recipe") { Description = "A recipe file (JSON) instead of the method's own.", HelpName = "FILE" };

    public static Option<int[]> Seeds() =>
        new("--seeds")
        {
            Description = "One training a seed: numbers with commas between.",
            DefaultValueFactory = _ => [1],
            CustomParser = result => ParseNumbers(result, "--seeds", least: 0),
            HelpName = "1,2,3",
        };

    public static Option<int> Threads()
    {
        var option = new Option<int>("--threads")
        {
            Description = "Threads; results do not depend on them.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
            HelpName = "N",
        };
        option.Validators.Add(RequireRange("--threads", 1, 1024));
        return option;
    }

    public static Option<ulong?> ShuffleLabels() =>
        new("--shuffle-labels")
        {
            Description =
                "Shuffle the labels over the clips with this seed: an honest protocol then falls to chance, a leaky one does not.",
            HelpName = "SEED",
        };

    public static Option<bool> Quiet() => new("--quiet") { Description = "Show no progress." };

    /// <summary>Refuses a whole number out of range with one sentence.</summary>
    public static Action<OptionResult> RequireRange(string name, int least, int most) =>
        result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var n) && (n < least || n > most))
            {
                result.AddError($"{name} {n} is out of range: give {least} to {most}");
            }
        };

    /// <summary>Parses different whole numbers with commas between.</summary>
    public static int[] ParseNumbers(ArgumentResult result, string name, int least)
    {
        var text = string.Join(',', result.Tokens.Select(token => token.Value));
        var numbers = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (
                !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number < least
                || numbers.Contains(number)
            )
            {
                result.AddError($"{name} {text} is not a list of different whole numbers: write for example 1,2,3");
                return [];
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }
}
