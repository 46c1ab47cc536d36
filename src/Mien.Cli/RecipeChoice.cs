using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Recognition.Training;

namespace Mien.Cli;

/// <summary>The recipe of a run: the file that was given, or the network's own.</summary>
internal static class RecipeChoice
{
    /// <exception cref="InputFaultException">The recipe is for another network.</exception>
    public static Recipe Of(string? file, NetworkEntry network)
    {
        if (file is null)
        {
            return network.Recipe;
        }

        var recipe = RecipeFile.Read(file);
        return recipe.Model.Length == 0 || recipe.Model == network.Name
            ? recipe
            : throw new InputFaultException(
                $"The recipe {file} is for the model {recipe.Model}, not {network.Name}: give --model {recipe.Model} or another recipe."
            );
    }
}
