using Mien.Faces.Tracking;

namespace Mien.Spotting.Motion;

/// <summary>
/// What is kept of each face for as long as the tracker may know it again; a face that stays away longer comes back under
/// another number, so that hours in which faces come and go need no more memory than those in view.
/// </summary>
/// <param name="returnSeconds">The tracker's <see cref="TrackerOptions.ReturnSeconds"/>.</param>
/// <param name="create">What is kept of a new face.</param>
internal sealed class FaceMemory<T>(double returnSeconds, Func<T> create)
{
    private readonly Dictionary<int, Entry> _entries = [];

    /// <summary>Faces of which something is kept.</summary>
    public int Count => _entries.Count;

    /// <summary>What is kept of a face, by the tracker's number.</summary>
    public T this[int number]
    {
        get
        {
            if (!_entries.TryGetValue(number, out var entry))
            {
                _entries.Add(number, entry = new Entry(create()));
            }

            return entry.Kept;
        }
    }

    /// <summary>Takes in who is there; the tracker counts from the first frame in which a face is missing.</summary>
    public void Pass(double seconds, IReadOnlyList<TrackedFace> faces)
    {
        foreach (var (number, entry) in _entries)
        {
            entry.Missing = Has(faces, number) ? null : entry.Missing ?? seconds;
            if (seconds - entry.Missing > returnSeconds)
            {
                _entries.Remove(number);
            }
        }
    }

    /// <summary>Forgets all faces but some.</summary>
    public void Keep(IReadOnlySet<int> numbers)
    {
        foreach (var number in _entries.Keys.Where(number => !numbers.Contains(number)).ToArray())
        {
            _entries.Remove(number);
        }
    }

    private static bool Has(IReadOnlyList<TrackedFace> faces, int number)
    {
        for (var i = 0; i < faces.Count; i++)
        {
            if (faces[i].Number == number)
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Entry(T kept)
    {
        public T Kept => kept;

        public double? Missing { get; set; }
    }
}
