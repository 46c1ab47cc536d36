using Mien.Foundation;

namespace Mien.Recognition.Training;

/// <summary>A folder of recipe files, as <c>mien compare --recipes</c> takes it.</summary>
public static class RecipeFolder
{
    /// <summary>Every recipe of a folder that names its network, by name; those that are for any network are left out, and what they begin from is not opened.</summary>
    /// <exception cref="InputFaultException">
    /// The folder is missing or holds no such recipe, a recipe is not usable, or its name cannot name a run.
    /// </exception>
    public static IReadOnlyList<NamedRecipe> Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputFaultException(
                File.Exists(folder)
                    ? $"{folder} is a file: give --recipes the folder that it lies in."
                    : $"{folder} does not exist: give --recipes a folder of recipe files."
            );
        }

        var recipes = Directory
            .EnumerateFiles(folder, "*.json")
            .Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Recipe: RecipeFile.ReadAlone(path)))
            .Where(file => file.Recipe.Model.Length > 0)
            .Select(file => new NamedRecipe(NameOf(file.Path), RecipeFile.WithStart(file.Recipe, file.Path)))
            .ToArray();
        return recipes.Length > 0
            ? recipes
            : throw new InputFaultException(
                $"{folder} holds no recipe that names its model: put files such as cabm.json there."
            );
    }

    /// <summary>The name becomes a folder and a part of unit names, which job scripts hold.</summary>
    private static string NameOf(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return name.Length <= 100 && char.IsAsciiLetterOrDigit(name[0]) && name.All(IsPlain)
            ? name
            : throw new InputFaultException(
                $"The recipe {path} cannot name a run: rename it to letters, digits, dashes and points."
            );
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
