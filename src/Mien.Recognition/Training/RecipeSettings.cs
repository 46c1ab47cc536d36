using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mien.Foundation;

namespace Mien.Recognition.Training;

/// <summary>
/// Which settings belong to which kind of recipe: one with a classifier is written and read without the settings of a
/// training by epochs, so that a file never shows what had no effect.
/// </summary>
internal static class RecipeSettings
{
    private static readonly string[] Shared =
    [
        "about",
        "model",
        "input",
        "augmentation",
        "mirrorInTest",
        "selection",
        "choices",
        "innerFolds",
        "script",
    ];
    private static readonly string[] OfClassifiers = ["features", "classifier"];

    /// <summary>Leaves out the settings of the other kind when a recipe is written.</summary>
    public static void WriteOwnAlone(JsonTypeInfo info)
    {
        if (info.Type != typeof(Recipe))
        {
            return;
        }

        foreach (var property in info.Properties)
        {
            if (OfClassifiers.Contains(property.Name))
            {
                property.ShouldSerialize = (recipe, _) => HasClassifier((Recipe)recipe);
            }
            else if (!Shared.Contains(property.Name))
            {
                property.ShouldSerialize = (recipe, _) => !HasClassifier((Recipe)recipe);
            }
        }
    }

    /// <summary>Refuses a file that sets what its kind of recipe does not have.</summary>
    /// <exception cref="InputFaultException">It does; the sentence names the setting.</exception>
    public static void RefuseOthers(Recipe recipe, string json, string path)
    {
        using var document = JsonDocument.Parse(
            json,
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
        var names = document.RootElement.EnumerateObject().Select(setting => setting.Name);
        if (!HasClassifier(recipe))
        {
            if (recipe.Features.Length > 0)
            {
                throw new InputFaultException(
                    $"The recipe {path} has 'features' but no 'classifier' to learn from them: name one, such as svm."
                );
            }
        }
        else if (names.FirstOrDefault(name => !Shared.Contains(name) && !OfClassifiers.Contains(name)) is { } other)
        {
            throw new InputFaultException(
                $"The recipe {path} names a classifier, and '{other}' is a setting of networks: remove one of them."
            );
        }
    }

    private static bool HasClassifier(Recipe recipe) => recipe.Classifier.Length > 0;
}
