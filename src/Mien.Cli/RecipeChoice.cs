using Mien.Foundation;
using Mien.Recognition.Methods;
using Mien.Recognition.Training;

namespace Mien.Cli;

/// <summary>The recipe of a run: the file that was given, or the method's own.</summary>
internal static class RecipeChoice
{
    /// <summary>The recipe of a file; null without one.</summary>
    public static Recipe? Of(string? file) => file is null ? null : RecipeFile.Read(file);

    /// <summary>The recipe of a method, under its name, so that a run's record is the same whether it was written out or not.</summary>
    /// <param name="method">The method.</param>
    /// <param name="given">The recipe that was given; null for the method's own.</param>
    /// <param name="file">Where it was given.</param>
    /// <exception cref="InputFaultException">The recipe is for another method.</exception>
    public static Recipe For(Method method, Recipe? given, string? file) =>
        given is null ? method.Recipe with { Model = method.Name }
        : given.Model.Length == 0 || given.Model == method.Name ? given with { Model = method.Name }
        : throw new InputFaultException(
            $"The recipe {file} is for the model {given.Model}, not {method.Name}: give --model {given.Model} or another recipe."
        );
}
