using Mien.Foundation;

namespace Mien.Recognition.Training;

/// <summary>The candidates of a recipe's selection.</summary>
public static class RecipeChoices
{
    private const char Quote = '\'';

    /// <summary>What describes the selection itself and can be no part of a candidate.</summary>
    private static readonly string[] Fixed = ["about", "model", "selection", "choices", "innerFolds", "script"];

    /// <summary>The candidates in order, each the recipe with its settings replaced and nothing left to choose.</summary>
    /// <param name="recipe">A recipe with the selection <see cref="SelectionKind.InnerSubjects"/>.</param>
    /// <exception cref="InputFaultException">A candidate is no list of settings of a recipe; the message shows it.</exception>
    public static IReadOnlyList<NamedRecipe> Of(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var plain = recipe with { Selection = SelectionKind.None, Choices = "" };
        var candidates = Split(recipe.Choices, '|')
            .Select(text => new NamedRecipe(text, RecipeFile.With(plain, Settings(text), $"choices '{text}'")))
            .ToArray();
        if (
            candidates.Length < 2
            || candidates.DistinctBy(candidate => RecipeFile.Print(candidate.Recipe)).Count() < candidates.Length
        )
        {
            throw new InputFaultException(
                $"The recipe's choices '{recipe.Choices}' are not two or more different candidates: write for example epochs=20 | epochs=40."
            );
        }

        return candidates;
    }

    /// <summary>Parts between separators; what stands in single quotes is not cut, as a line for a classifier needs.</summary>
    private static IEnumerable<string> Split(string text, char separator)
    {
        var (start, quoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == Quote;
            if (text[i] == separator && !quoted)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }

        yield return text[start..].Trim();
    }

    private static IEnumerable<(string Name, string Text)> Settings(string candidate)
    {
        foreach (var part in Split(candidate, ' ').Where(part => part.Length > 0))
        {
            var words = part.Split('=', 2);
            if (words.Length < 2 || Fixed.Contains(words[0]))
            {
                throw new InputFaultException(
                    $"The recipe's choice '{candidate}' has '{part}', which is no setting that can be chosen: write name=value, for example epochs=20."
                );
            }

            yield return (words[0], words[1].Trim(Quote));
        }
    }
}
