using System.Text.Json;
using System.Text.Json.Serialization;
using Mien.Foundation;
using Mien.Recognition.Training;

namespace Mien.Recognition.Evaluation;

/// <summary>
/// What makes two runs the same run: units of one may be used by the other. Seeds are not part of it, so that a run can
/// be continued with more of them; threads are not, since results do not depend on them.
/// </summary>
internal static class RunIdentity
{
    private const string FileName = "identity.json";

    /// <summary>
    /// Claims the folder for a request, or checks that it was claimed for the same one.
    /// </summary>
    /// <exception cref="InputFaultException">The folder holds another run; the message names the first difference.</exception>
    public static void Claim(string unitsFolder, EvaluationRequest request)
    {
        var path = Path.Combine(unitsFolder, FileName);
        var wanted = Of(request);
        if (!File.Exists(path))
        {
            if (HoldsFolds(unitsFolder))
            {
                throw new InputFaultException(
                    $"{unitsFolder} holds folds of an unknown run ({FileName} is missing): delete the folder, or give another --out."
                );
            }

            AtomicFile.WriteText(
                path,
                JsonSerializer.Serialize(wanted, IdentityJson.Default.SortedDictionaryStringString)
            );
            return;
        }

        var held = Read(path);
        foreach (var (name, value) in wanted)
        {
            var old = held.GetValueOrDefault(name, "");
            if (old != value)
            {
                throw new InputFaultException(
                    $"{Path.GetDirectoryName(unitsFolder)} holds another run ({name} is '{Short(old)}', now '{Short(value)}'): give another --out, or delete the folder."
                );
            }
        }
    }

    /// <summary>The request as names and values.</summary>
    public static SortedDictionary<string, string> Of(EvaluationRequest request) =>
        new(StringComparer.Ordinal)
        {
            ["format"] = "1",
            ["training"] = $"{TrainingVersion.Current}",
            ["data"] = request.Set.Hash,
            ["classes"] = string.Join(",", request.Set.Classes),
            ["model"] = request.Method.Name,
            ["protocol"] = request.Protocol.Name,
            ["folds"] = request.Protocol.Deals ? $"{request.ProtocolOptions.Folds}" : "",
            ["deal"] = request.Protocol.Deals ? $"{request.ProtocolOptions.DealSeed}" : "",
            ["trainSubjects"] = request.ProtocolOptions.TrainSubjects is > 0 and var few ? $"{few}" : "",
            ["recipe"] = RecipeFile.Print(WithoutNames(request.Recipe)),
        };

    /// <summary>The recipe without what does not change a result: the remarks, and where the start model's file lies.</summary>
    private static Recipe WithoutNames(Recipe recipe) =>
        recipe with
        {
            About = [],
            Model = "",
            Script = SelectionKind.None,
            Start = recipe.Start is { } start ? start with { File = "" } : null,
        };

    private static bool HoldsFolds(string unitsFolder) =>
        Directory.Exists(unitsFolder)
        && Directory.EnumerateFiles(unitsFolder, "fold-*.json", SearchOption.AllDirectories).Any();

    private static SortedDictionary<string, string> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), IdentityJson.Default.SortedDictionaryStringString)
                ?? [];
        }
        catch (JsonException fault)
        {
            throw new InputFaultException($"{path} is damaged: delete the run's folder and start it again.", fault);
        }
    }

    private static string Short(string value)
    {
        var line = value.ReplaceLineEndings(" ");
        return line.Length <= 60 ? line : line[..57] + "...";
    }
}
