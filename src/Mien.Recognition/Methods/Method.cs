using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Training;

namespace Mien.Recognition.Methods;

/// <summary>
/// A way of recognising that can be named and evaluated: a network, or anything else that learns from clips and gives
/// scores to clips it has not seen. Every protocol and every executor takes any method.
/// </summary>
public abstract record Method
{
    /// <summary>The name on the command line, lower case.</summary>
    public abstract string Name { get; }

    /// <summary>One sentence for <c>mien models</c>.</summary>
    public abstract string Summary { get; }

    /// <summary>Paper or note that defines it.</summary>
    public abstract string Source { get; }

    /// <summary>How it learns when no recipe is given.</summary>
    public abstract Recipe Recipe { get; }

    /// <summary>Makes the method ready for one set: what each clip gives by itself is computed here, once.</summary>
    /// <param name="set">All clips that will be learnt from or scored.</param>
    /// <param name="recipe">How it learns.</param>
    /// <exception cref="InputFaultException">The method cannot use maps of this kind, or the recipe is not for it.</exception>
    public abstract Study Begin(PreparedSet set, Recipe recipe);
}
