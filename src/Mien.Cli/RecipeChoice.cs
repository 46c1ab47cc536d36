using Mien.Foundation;
using Mien.Recognition.Methods;
using Mien.Recognition.Training;

namespace Mien.Cli;

/// <summary>The recipe of a run: the file that was given, or the method's own.</summary>
internal static class RecipeChoice
{
    /// <exception cref="InputFaultException">The recipe is for another method.</exception>
    public static Recipe Of(string? file, Method method)
    {
        if (file is null)
        {
            return method.Recipe;
        }

        var recipe = RecipeFile.Read(file);
        return recipe.Model.Length == 0 || recipe.Model == method.Name
            ? recipe
            : throw new InputFaultException(
                $"The recipe {file} is for the model {recipe.Model}, not {method.Name}: give --model {recipe.Model} or another recipe."
            );
    }
}
