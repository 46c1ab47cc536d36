using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Recognition.Training;

namespace Mien.Recognition.Methods;

/// <summary>A registered network as a method: trained anew for each fold by <see cref="Trainer"/>.</summary>
/// <param name="Network">The network.</param>
public sealed record NetworkMethod(NetworkEntry Network) : Method
{
    /// <summary>The network of a name, where only a network will do.</summary>
    /// <exception cref="InputFaultException">The name is unknown, or that of another kind of method.</exception>
    public static NetworkMethod Find(string name) =>
        MethodRegistry.Find(name) as NetworkMethod
        ?? throw new InputFaultException(
            $"{name} is no network, and only networks are written to model files: score it with 'mien evaluate --model {name}'."
        );

    /// <inheritdoc/>
    public override string Name => Network.Name;

    /// <inheritdoc/>
    public override string Summary => Network.Summary;

    /// <inheritdoc/>
    public override string Source => Network.Source;

    /// <inheritdoc/>
    public override Recipe Recipe => Network.Recipe;

    /// <inheritdoc/>
    public override Study Begin(PreparedSet set, Recipe recipe) => new NetworkStudy(set, Network, recipe);
}
