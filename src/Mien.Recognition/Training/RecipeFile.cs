using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Recognition.Starting;

namespace Mien.Recognition.Training;

/// <summary>
/// Recipes on disk: JSON with the names of <see cref="Recipe"/> in camel case; comments and trailing commas are allowed,
/// unknown names are refused so that a misspelt setting cannot pass unnoticed.
/// </summary>
public static class RecipeFile
{
    private const int MaxBytes = 1 << 20;

    // By reflection, not by generated code: the latter sets settings that a file leaves out to zero instead of to their
    // defaults, because they are init-only.
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RecipeSettings.WriteOwnAlone } },
        Converters =
        {
            new NamedValueConverter<OptimizerKind>(),
            new NamedValueConverter<ScheduleKind>(),
            new NamedValueConverter<LossKind>(),
            new NamedValueConverter<StartMode>(),
            new NamedValueConverter<SelectionKind>(),
        },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads and checks a recipe; the model that it begins from is looked up from the recipe's folder.</summary>
    /// <exception cref="InputFaultException">
    /// The file is missing, no JSON, or holds a value out of range; or the model to begin from is not usable.
    /// </exception>
    public static Recipe Read(string path) => WithStart(ReadAlone(path), path);

    /// <summary>Reads and checks a recipe, but does not open the model that it begins from.</summary>
    /// <exception cref="InputFaultException">The file is missing, no JSON, or holds a value out of range.</exception>
    internal static Recipe ReadAlone(string path) => Parse(OutsideFile.ReadText(path, "The recipe", MaxBytes), path);

    /// <summary>The recipe of a file with the model that it begins from looked up from the file's folder.</summary>
    internal static Recipe WithStart(Recipe recipe, string path) =>
        StartFile.Complete(recipe, Path.GetDirectoryName(Path.GetFullPath(path))!);

    /// <summary>Parses a recipe; <paramref name="path"/> names it in messages.</summary>
    public static Recipe Parse(string json, string path)
    {
        try
        {
            var recipe =
                JsonSerializer.Deserialize<Recipe>(json, Json)
                ?? throw new InputFaultException($"The recipe {path} is empty: write a JSON object.");
            Check(recipe, path);
            RecipeSettings.RefuseOthers(recipe, json, path);
            return recipe;
        }
        catch (JsonException fault)
        {
            throw new InputFaultException(
                $"The recipe {path} is not usable at line {fault.LineNumber + 1}: {FirstSentence(fault.Message)}; correct it there.",
                fault
            );
        }
    }

    /// <summary>The recipe as indented JSON with LF line ends.</summary>
    public static string Print(Recipe recipe) => JsonSerializer.Serialize(recipe, Json);

    /// <summary>A recipe with settings replaced that are given as text, as a run's record and a candidate hold them.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">Names of a recipe file with their values.</param>
    /// <param name="path">Names the settings in messages.</param>
    /// <exception cref="InputFaultException">A name is unknown, or a value is not what it should be.</exception>
    public static Recipe With(Recipe recipe, IEnumerable<(string Name, string Text)> settings, string path)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var json = JsonSerializer.SerializeToNode(recipe, Json)!.AsObject();
        foreach (var (name, text) in settings)
        {
            if (!json.TryGetPropertyValue(name, out var old) || old is not JsonValue)
            {
                throw new InputFaultException(
                    $"The recipe {path} has '{name}', which is no setting: correct the name."
                );
            }

            // Numbers and switches are written as they are in JSON; what is no JSON then is told by the parser.
            json[name] =
                old.GetValueKind() == JsonValueKind.String ? JsonValue.Create(text) : ParseValue(text, name, path);
        }

        // What was looked up on disk for the start is not asked for again.
        return Parse(json.ToJsonString(), path) with
        {
            About = recipe.About,
            Start = recipe.Start,
        };
    }

    private static JsonNode ParseValue(string text, string name, string path)
    {
        try
        {
            return JsonNode.Parse(text.ToLowerInvariant()) as JsonValue ?? throw Fault(null);
        }
        catch (JsonException fault)
        {
            throw Fault(fault);
        }

        InputFaultException Fault(Exception? inner) =>
            new($"The recipe {path} has '{text}' for '{name}', which is no value of its kind: correct it.", inner);
    }

    private static void Check(Recipe recipe, string path)
    {
        Require(recipe.Epochs is >= 1 and <= 100_000, "epochs", "1 to 100000");
        Require(recipe.Batch is >= 1 and <= 65_536, "batch", "1 to 65536");
        Require(recipe.MaxRate is > 0 and <= 10, "maxRate", "above 0, at most 10");
        Require(recipe.Momentum is >= 0 and < 1, "momentum", "0 to below 1");
        Require(
            recipe.Momentum == 0 || recipe.Optimizer == OptimizerKind.Sgd,
            "momentum",
            "0 but for the optimizer sgd"
        );
        Require(recipe.DecayFactor is > 0 and <= 1, "decayFactor", "above 0, at most 1");
        Require(recipe.DecayEvery is >= 1 and <= 100_000, "decayEvery", "1 to 100000");
        Require(Falls(recipe) || recipe.DecayFactor == 1, "decayFactor", "1 but for the schedule steps");
        Require(recipe.WarmUp is >= 0 and <= 1, "warmUp", "0 to 1");
        Require(recipe.WeightDecay is >= 0 and <= 10, "weightDecay", "0 to 10");
        Require(recipe.ClipNorm is >= 0 and <= 1e6f, "clipNorm", "0 (off) to 1000000");
        Require(recipe.LabelSmoothing is >= 0 and < 1, "labelSmoothing", "0 to below 1");
        Require(recipe.InnerFolds is >= 2 and <= 100, "innerFolds", "2 to 100");
        Require(recipe.Script != SelectionKind.InnerSubjects, "script", "none or test-subject");
        Require(
            recipe.Selection == SelectionKind.InnerSubjects == recipe.Choices.Length > 0,
            "choices",
            "two or more candidates for the selection inner-subjects, and empty otherwise"
        );
        if (recipe.Selection == SelectionKind.InnerSubjects)
        {
            _ = RecipeChoices.Of(recipe);
        }
        Require(recipe.ClassWeightPower is >= 0 and <= 4, "classWeightPower", "0 to 4");
        Require(Smooths(recipe) || recipe.LabelSmoothing == 0, "labelSmoothing", "0 but for the loss cross-entropy");
        Require(
            Smooths(recipe) || recipe.ClassWeightPower == 0,
            "classWeightPower",
            "0 but for the loss cross-entropy"
        );

        Require(recipe.Members is >= 0 and <= VoteNetwork.MostVotes, "members", $"0 to {VoteNetwork.MostVotes}");
        Require(recipe.Members > 0 || recipe.Start is not null, "members", "1 or more where there is no 'start'");
        if (recipe.Start is { } start)
        {
            Require(start.File.Length > 0, "start.file", "the path of a model file");
            Require(
                start.Members is >= 1 and <= VoteNetwork.MostVotes,
                "start.members",
                $"1 to {VoteNetwork.MostVotes}"
            );
            Require(start.Epochs is >= 1 and <= 100_000, "start.epochs", "1 to 100000");
            Require(start.MaxRate is > 0 and <= 10, "start.maxRate", "above 0, at most 10");
            Require(start.HeadStrength is > 0 and <= 1e6f, "start.headStrength", "above 0, at most 1000000");
            Require(
                recipe.Members > 0 || start.Mode != StartMode.Average,
                "members",
                "1 or more with the mode average, which trains nothing by itself"
            );
        }

        void Require(bool holds, string name, string range)
        {
            if (!holds)
            {
                throw new InputFaultException($"The recipe {path} has '{name}' out of range: it must be {range}.");
            }
        }
    }

    private static bool Falls(Recipe recipe) => recipe.Schedule == ScheduleKind.Steps;

    private static bool Smooths(Recipe recipe) => recipe.Loss == LossKind.CrossEntropy;

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.');
    }
}
