using System.Globalization;
using System.Text.Json;
using Mien.Data.Inputs;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Recognition.Calibration;
using Mien.Recognition.Networks;
using Mien.Recognition.Training;

namespace Mien.Recognition.Models;

/// <summary>The metadata of a model file, read with suspicion: every value is checked and every fault names its file.</summary>
internal sealed class ModelMetadata(string path, IReadOnlyDictionary<string, string> values)
{
    private const string Format = "mien-model-1";
    private const string CalibrationKey = "calibration";
    private const int LargestSide = 1024;
    private const int MostClasses = 1000;

    public string Path { get; } = path;

    public string this[string name] =>
        values.TryGetValue(name, out var value) ? value : throw Fault($"its metadata lacks '{name}'");

    /// <summary>A description as names and values.</summary>
    public static SortedDictionary<string, string> Of(ModelDescription model)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = Format,
            ["network"] = model.Network,
            ["shape"] = model.Shape.Input.ToString(),
            ["classes"] = JsonSerializer.Serialize([.. model.Classes], ModelJson.Default.StringArray),
            ["input"] = InputDefinition.Parse(model.Recipe.Input).ToString(),
            ["recipe"] = RecipeFile.Print(model.Recipe),
            ["trainingData"] = model.TrainingData,
            ["dataHash"] = model.DataHash,
            ["members"] = model.Members.ToString(CultureInfo.InvariantCulture),
            ["unitThresholds"] = string.Join(
                ' ',
                model.UnitThresholds.Select(threshold => threshold.ToString("R", CultureInfo.InvariantCulture))
            ),
            ["seed"] = model.Seed.ToString(CultureInfo.InvariantCulture),
            ["version"] = model.Version,
        };
        if (model.Crop.Length > 0)
        {
            values["crop"] = model.Crop;
        }

        if (model.Parts.Count > 0)
        {
            values["parts"] = string.Join('|', model.Parts.Select(PartText.Print));
        }

        if (model.People is { } people)
        {
            values["people"] = JsonSerializer.Serialize([.. people], ModelJson.Default.StringArray);
        }

        if (model.Calibration is { } calibration)
        {
            values[CalibrationKey] = CalibrationText.Print(calibration);
        }

        return values;
    }

    /// <summary>The description that <see cref="Of"/> wrote.</summary>
    public ModelDescription Describe()
    {
        Require("format", Format);
        var classes = Classes("classes");
        var (height, width, channels, frames) = Size("shape");
        return new ModelDescription
        {
            Network = this["network"],
            Shape = new NetworkShape(height, width, channels, classes.Length, frames),
            Classes = classes,
            Crop = values.GetValueOrDefault("crop", ""),
            Recipe = RecipeFile.Parse(this["recipe"], Path),
            TrainingData = this["trainingData"],
            People = values.ContainsKey("people") ? Names("people") : null,
            DataHash = this["dataHash"],
            Members = Members("members"),
            Parts = values.ContainsKey("parts") ? Parts("parts", classes.Length) : [],
            UnitThresholds = Thresholds("unitThresholds"),
            Seed = Number("seed"),
            Calibration = Calibration(classes.Length),
            Version = this["version"],
        };
    }

    /// <summary>Refuses another value than the expected one.</summary>
    public void Require(string name, string expected)
    {
        if (this[name] != expected)
        {
            throw Fault(
                name == "hash"
                    ? "its weights are not those it was written with"
                    : $"its {name} is '{this[name]}', not '{expected}'"
            );
        }
    }

    /// <summary>The calibration, which files of older versions lack.</summary>
    private ModelCalibration? Calibration(int classes) =>
        !values.TryGetValue(CalibrationKey, out var text) ? null
        : CalibrationText.Parse(text, classes) is { } calibration ? calibration
        : throw Fault("its calibration does not fit its classes");

    private int Number(string name) =>
        int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Fault($"its {name} '{this[name]}' is no whole number");

    /// <summary>A number of members, not too many.</summary>
    private int Members(string name) =>
        Number(name) is var members && members <= ModelNetwork.MostMembers
            ? members
            : throw Fault($"its {name} '{this[name]}' are more than {ModelNetwork.MostMembers}");

    /// <summary>One threshold for each action unit and side, or none at all.</summary>
    private float[] Thresholds(string name)
    {
        var thresholds = this[name]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text =>
                float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) ? x : float.NaN
            )
            .ToArray();
        var right = thresholds.Length == (Members("members") > 0 ? ActionUnitSides.Count : 0);
        return right && thresholds.All(threshold => threshold is >= 0 and <= 1)
            ? thresholds
            : throw Fault($"its {name} are not one number from 0 to 1 for each action unit and side");
    }

    /// <summary>Class names: at least two, all different.</summary>
    private string[] Classes(string name)
    {
        var classes = Names(name);
        return classes.Length is >= 2 and <= MostClasses && classes.Distinct().Count() == classes.Length
            ? classes
            : throw Fault("it has too few classes, too many, or one twice");
    }

    private string[] Names(string name)
    {
        try
        {
            return
                JsonSerializer.Deserialize(this[name], ModelJson.Default.StringArray) is { } names
                && names.All(text => text is not null)
                ? names
                : throw Fault($"its {name} are no list of names");
        }
        catch (JsonException)
        {
            throw Fault($"its {name} are no list of names");
        }
    }

    /// <summary>The parts: two or more, each with one of its outputs for every class.</summary>
    private ModelPart[] Parts(string name, int classes)
    {
        var texts = this[name].Split('|');
        if (texts.Length is < 2 or > VoteNetwork.MostVotes)
        {
            throw Fault($"it has {texts.Length} parts, not 2 to {VoteNetwork.MostVotes}");
        }

        ModelPart[] parts =
        [
            .. texts.Select(text =>
                PartText.TryParse(text, classes, MostClasses)
                ?? throw Fault($"its part '{text}' is none such as cabm members=0 outputs=3 classes=0,1,2 votes=1")
            ),
        ];
        return parts.Sum(part => Math.Max(1, part.Members)) <= ModelNetwork.MostMembers
            ? parts
            : throw Fault($"its {name} have more than {ModelNetwork.MostMembers} networks");
    }

    /// <summary>A size written as 28x28x3 or, for sequences, 8x28x28x3, each side 1 to 1024.</summary>
    private (int Height, int Width, int Channels, int Frames) Size(string name)
    {
        var sides = this[name]
            .Split('x')
            .Select(side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .ToArray();
        return sides.Length is 3 or 4 && sides.All(side => side is >= 1 and <= LargestSide)
            ? (sides[^3], sides[^2], sides[^1], sides.Length == 4 ? sides[0] : 1)
            : throw Fault($"its {name} '{this[name]}' is no size such as 28x28x3, or 8x28x28x3 for sequences");
    }

    private InputFaultException Fault(string what) =>
        new($"{Path} is no usable model file: {what}; write it again with 'mien train'.");
}
