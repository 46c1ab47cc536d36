using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Training;

namespace Mien.Recognition.Methods;

/// <summary>
/// A way of recognising that can be named and evaluated: a network, or anything else that learns from clips and gives
/// scores to clips it has not seen. Every protocol and every executor takes any method.
/// </summary>
/// <param name="Name">The name on the command line, lower case.</param>
/// <param name="Summary">One sentence for <c>mien models</c>.</param>
/// <param name="Source">Paper or note that defines it.</param>
/// <param name="Recipe">How it learns when no recipe is given.</param>
public abstract record Method(string Name, string Summary, string Source, Recipe Recipe)
{
    /// <summary>How large it is, half a sentence for <c>mien models</c>; empty when there is nothing to count.</summary>
    public virtual string Size => "";

    /// <summary>Whether it takes sequences alone, so that the frames of one cannot be given to it as single maps.</summary>
    /// <param name="recipe">How it learns.</param>
    public virtual bool NeedsSequences(Recipe recipe) => false;

    /// <summary>Makes the method ready for one set: what each clip gives by itself is computed here, once.</summary>
    /// <param name="set">All clips that will be learnt from or scored.</param>
    /// <param name="recipe">How it learns.</param>
    /// <exception cref="InputFaultException">The method cannot use maps of this kind, or the recipe is not for it.</exception>
    public abstract Study Begin(PreparedSet set, Recipe recipe);
}
