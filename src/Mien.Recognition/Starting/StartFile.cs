using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Recognition.Training;

namespace Mien.Recognition.Starting;

/// <summary>Looks up the model that a recipe begins from.</summary>
public static class StartFile
{
    /// <summary>
    /// The recipe with the full path of its start model, the hash of its weights, and, where nothing else was written, the
    /// input that the model was trained with. A recipe without a start is returned as it is.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="folder">Where a relative path begins.</param>
    /// <exception cref="InputFaultException">
    /// The file is no model, has other weights than the recipe says, or takes another input.
    /// </exception>
    public static Recipe Complete(Recipe recipe, string folder)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        if (recipe.Start is not { } start)
        {
            return recipe;
        }

        var path = Path.GetFullPath(start.File, folder);
        using var model = ModelFile.Read(path);
        var hash = ModelFile.HashOf(model);
        if (start.Hash.Length > 0 && start.Hash != hash)
        {
            throw new InputFaultException(
                $"The recipe begins from {start.File} with weights {Short(start.Hash)}, but those of the file are {Short(hash)}: take the file that the recipe was written for, or leave 'hash' out."
            );
        }

        var input = model.Description.Recipe.Input;
        if (recipe.Input != input)
        {
            throw new InputFaultException(
                $"The recipe's input is '{recipe.Input}', but {start.File} was trained with '{input}': set input to that."
            );
        }

        return recipe with
        {
            Start = start with { File = path, Hash = hash },
        };
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
