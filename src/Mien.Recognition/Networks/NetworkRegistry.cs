using Mien.Foundation;
using Mien.Recognition.Networks.Rivals;
using Mien.Recognition.Networks.Sequences;
using Mien.Tensors.Layers;

namespace Mien.Recognition.Networks;

/// <summary>The networks that can be named, each registered explicitly from its own file.</summary>
public static class NetworkRegistry
{
    private static readonly SortedDictionary<string, NetworkEntry> Entries = Register(
        Cabm.Entries,
        ConvMixer.Entries,
        StstNet.Entries,
        OffApexNet.Entries,
        DualInception.Entries,
        RcnAttention.Entries,
        SssNet.Entries,
        CapsuleNet.Entries,
        PartBasedNet.Entries,
        HtNet.Entries,
        MmNet.Entries,
        ResNet.Entries,
        VisionTransformer.Entries,
        CabmSequence.Entries,
        ResidualVolumes.Entries,
        FrameLstm.Entries
    );

    /// <summary>All entries, by name.</summary>
    public static IReadOnlyCollection<NetworkEntry> All => Entries.Values;

    /// <summary>The entry of a name.</summary>
    /// <exception cref="InputFaultException">No network has that name; the message lists those there are.</exception>
    public static NetworkEntry Find(string name) =>
        Entries.TryGetValue(name, out var entry)
            ? entry
            : throw new InputFaultException(
                $"'{name}' is no network that Mien knows: take one of {string.Join(", ", Entries.Keys)}, or the path of a model file."
            );

    /// <summary>Whether a network has that name.</summary>
    public static bool Has(string name) => Entries.ContainsKey(name);

    private static SortedDictionary<string, NetworkEntry> Register(params IEnumerable<NetworkEntry>[] families)
    {
        var entries = new SortedDictionary<string, NetworkEntry>(StringComparer.Ordinal);
        foreach (var entry in families.SelectMany(family => family))
        {
            // Two networks under one name would make a result unrepeatable, so this fails at start.
            entries.Add(entry.Name, entry with { Create = (shape, random) => Build(entry, shape, random) });
        }

        return entries;
    }

    /// <summary>Sizes come from files and maps, so a layer that no tensor can hold is the user's to mend.</summary>
    private static Module Build(NetworkEntry entry, NetworkShape shape, RandomStream random)
    {
        try
        {
            return entry.Create(shape, random);
        }
        catch (Exception fault) when (fault is ArgumentException or OverflowException)
        {
            throw new InputFaultException(
                $"{entry.Name} cannot be built for maps of {shape.Height}x{shape.Width}x{shape.Channels} and {shape.Classes} classes ({fault.Message}): prepare smaller maps.",
                fault
            );
        }
    }
}
