using System.Globalization;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Recognition.Training;

namespace Mien.Recognition.Methods;

/// <summary>A registered network as a method: trained anew for each fold by <see cref="Trainer"/>.</summary>
/// <param name="Network">The network.</param>
public sealed record NetworkMethod(NetworkEntry Network)
    : Method(Network.Name, Network.Summary, Network.Source, Network.Recipe)
{
    /// <summary>A method as a network, where only a network will do.</summary>
    /// <exception cref="InputFaultException">It is another kind of method.</exception>
    public static NetworkMethod Require(Method method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return method as NetworkMethod
            ?? throw new InputFaultException(
                $"{method.Name} is no network, and only networks are written to model files: score it with 'mien evaluate --model {method.Name}'."
            );
    }

    /// <inheritdoc/>
    public override string Size =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Network.Parameters:N0} parameters for maps of {Network.MapSide}x{Network.MapSide}x3 and 3 classes{InPlace}"
        );

    /// <inheritdoc/>
    public override bool NeedsSequences(Recipe recipe) => Network.TakesSequences;

    /// <inheritdoc/>
    public override Study Begin(PreparedSet set, Recipe recipe) => new NetworkStudy(set, Network, recipe);

    private string InPlace =>
        Network.Reduced is null ? "" : $"; for comparisons on a processor there is {Network.Reduced}";
}
