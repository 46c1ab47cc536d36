using Mien.Foundation;

namespace Mien.Recognition.Features;

/// <summary>Where the motion lies among an input's channels.</summary>
/// <param name="U">Flow to the right.</param>
/// <param name="V">Flow downwards.</param>
/// <param name="Strain">Optical strain; -1 where there is none.</param>
internal readonly record struct FlowChannels(int U, int V, int Strain)
{
    /// <summary>Finds them by name.</summary>
    /// <exception cref="InputFaultException">There is no flow, or no strain where it is needed.</exception>
    public static FlowChannels Of(IReadOnlyList<string> channels, string feature, bool withStrain = false)
    {
        var names = channels.ToList();
        var found = new FlowChannels(names.IndexOf("u"), names.IndexOf("v"), names.IndexOf("strain"));
        return found.U >= 0 && found.V >= 0 && (found.Strain >= 0 || !withStrain)
            ? found
            : throw new InputFaultException(
                $"{feature} is measured on {(withStrain ? "u, v and strain" : "u and v")}, and the input has {string.Join(", ", channels)}: prepare motion maps with --map motion."
            );
    }
}
