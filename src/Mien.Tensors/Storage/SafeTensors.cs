using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mien.Foundation;

namespace Mien.Tensors.Storage;

/// <summary>
/// The safetensors format: eight bytes with the length of a JSON header, the header, and the numbers. Nothing in it can
/// run. Mien writes and reads float32 ("F32").
/// </summary>
public static class SafeTensors
{
    private const int MaximumHeader = 16 << 20;
    private const string MetadataName = "__metadata__";

    /// <summary>
    /// Writes tensors in the given order, metadata by name; the same content gives the same bytes. The numbers begin at a
    /// multiple of 64 bytes, and the file appears whole or not at all.
    /// </summary>
    /// <exception cref="ArgumentException">Two tensors share a name.</exception>
    public static void Write(
        string path,
        IReadOnlyList<(string Name, Tensor Value)> tensors,
        IReadOnlyDictionary<string, string> metadata
    )
    {
        var header = HeaderOf(tensors, metadata);
        AtomicFile.Write(
            path,
            stream =>
            {
                Span<byte> length = stackalloc byte[sizeof(ulong)];
                BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
                stream.Write(length);
                stream.Write(header);
                foreach (var (_, value) in tensors)
                {
                    WriteValues(stream, value.Values);
                }
            }
        );
    }

    /// <summary>
    /// Reads a file. Every length, offset and shape is checked against the file's size before memory is allocated for it.
    /// </summary>
    /// <exception cref="InputFaultException">The file is missing, cut short, inconsistent, or not float32.</exception>
    public static TensorFile Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var header = ReadHeader(path, stream);
            var entries = Parse(path, header, stream.Length - stream.Position, out var metadata);
            return new TensorFile(path, metadata, ReadTensors(stream, entries));
        }
        catch (JsonException fault)
        {
            throw new InputFaultException(
                $"{path}: the header is not valid JSON ({fault.Message}); use another file",
                fault
            );
        }
        catch (InvalidOperationException fault)
        {
            throw new InputFaultException(
                $"{path}: the header has text that is not valid UTF-8; use another file",
                fault
            );
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputFaultException($"{path}: cannot be read ({fault.Message}); check the path", fault);
        }
    }

    private static byte[] HeaderOf(
        IReadOnlyList<(string Name, Tensor Value)> tensors,
        IReadOnlyDictionary<string, string> metadata
    )
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            WriteEntries(json, tensors);
            json.WriteEndObject();
        }

        while ((buffer.Length + sizeof(ulong)) % 64 != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count > 0)
        {
            json.WriteStartObject(MetadataName);
            foreach (var (name, text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteString(name, text);
            }

            json.WriteEndObject();
        }
    }

    private static void WriteEntries(Utf8JsonWriter json, IReadOnlyList<(string Name, Tensor Value)> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { MetadataName };
        var offset = 0L;
        foreach (var (name, value) in tensors)
        {
            if (!names.Add(name))
            {
                throw new ArgumentException($"the name {name} is taken", nameof(tensors));
            }

            json.WriteStartObject(name);
            json.WriteString("dtype", "F32");
            json.WriteStartArray("shape");
            for (var axis = 0; axis < value.Shape.Rank; axis++)
            {
                json.WriteNumberValue(value.Shape[axis]);
            }

            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            json.WriteNumberValue(offset += (long)value.Length * sizeof(float));
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void WriteValues(Stream stream, ReadOnlySpan<float> values)
    {
        const int Chunk = 1 << 20;
        for (; values.Length > Chunk; values = values[Chunk..])
        {
            stream.Write(MemoryMarshal.AsBytes(values[..Chunk]));
        }

        stream.Write(MemoryMarshal.AsBytes(values));
    }

    private static byte[] ReadHeader(string path, FileStream stream)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
        {
            throw new InputFaultException(
                $"{path}: {stream.Length} bytes are too few for a safetensors file; use another file"
            );
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaximumHeader || (long)length > stream.Length - stream.Position)
        {
            throw new InputFaultException(
                $"{path}: the header claims {length} bytes of a file of {stream.Length} (at most {MaximumHeader} are read); the file is cut short or no safetensors file"
            );
        }

        var header = new byte[length];
        stream.ReadExactly(header);
        return header;
    }

    private static List<Entry> Parse(
        string path,
        byte[] header,
        long available,
        out Dictionary<string, string> metadata
    )
    {
        var options = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 4 };
        using var document = JsonDocument.Parse(header, options);
        metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<Entry>();
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new InputFaultException($"{path}: the header is not a JSON object; use another file");
        }

        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Name == MetadataName)
            {
                ParseMetadata(path, property.Value, metadata);
            }
            else
            {
                entries.Add(ParseEntry(path, property.Name, property.Value));
            }
        }

        RequireContiguous(path, entries, available);
        return entries;
    }

    private static void ParseMetadata(string path, JsonElement element, Dictionary<string, string> metadata)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new InputFaultException($"{path}: the metadata is not a JSON object; use another file");
        }

        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
            {
                throw new InputFaultException($"{path}: metadata {Shown(property.Name)} is not text; use another file");
            }

            metadata.Add(property.Name, property.Value.GetString()!);
        }
    }

    private static Entry ParseEntry(string path, string name, JsonElement element)
    {
        if (
            element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("dtype", out var type)
            || !element.TryGetProperty("shape", out var sizes)
            || !element.TryGetProperty("data_offsets", out var offsets)
        )
        {
            throw new InputFaultException(
                $"{path}: tensor {Shown(name)} lacks dtype, shape or data_offsets; use another file"
            );
        }

        if (type.ValueKind != JsonValueKind.String || type.GetString() != "F32")
        {
            throw new InputFaultException(
                $"{path}: tensor {Shown(name)} is not of type F32; convert the file to float32"
            );
        }

        var range = Integers(path, name, offsets);
        if (range.Length != 2)
        {
            throw new InputFaultException(
                $"{path}: tensor {Shown(name)} has {range.Length} offsets, not 2; use another file"
            );
        }

        return new Entry(name, ShapeOf(path, name, Integers(path, name, sizes)), range[0], range[1]);
    }

    private static long[] Integers(string path, string name, JsonElement array)
    {
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() > Shape.MaximumRank)
        {
            throw new InputFaultException(
                $"{path}: tensor {Shown(name)} has a shape or offsets that are no list of at most {Shape.MaximumRank}; use another file"
            );
        }

        return
        [
            .. array
                .EnumerateArray()
                .Select(item =>
                    item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) && number >= 0
                        ? number
                        : throw new InputFaultException(
                            $"{path}: tensor {Shown(name)} has a size or offset that is no whole number; use another file"
                        )
                ),
        ];
    }

    private static Shape ShapeOf(string path, string name, long[] sizes)
    {
        var length = 1L;
        foreach (var size in sizes)
        {
            if (size is 0 or > int.MaxValue || (length *= size) > int.MaxValue)
            {
                throw new InputFaultException(
                    $"{path}: tensor {Shown(name)} has an impossible shape; use another file"
                );
            }
        }

        return new Shape(Array.ConvertAll(sizes, size => (int)size));
    }

    // The format wants the tensors to fill the data without holes or overlaps.
    private static void RequireContiguous(string path, List<Entry> entries, long available)
    {
        entries.Sort((left, right) => left.Start.CompareTo(right.Start));
        var expected = 0L;
        foreach (var entry in entries)
        {
            if (entry.Start != expected || entry.End != entry.Start + ((long)entry.Shape.Length * sizeof(float)))
            {
                throw new InputFaultException(
                    $"{path}: tensor {Shown(entry.Name)} of shape {entry.Shape} claims bytes {entry.Start} to {entry.End}, where it must begin at {expected} and fit its shape; the file is damaged"
                );
            }

            expected = entry.End;
        }

        if (expected != available)
        {
            throw new InputFaultException(
                $"{path}: the header describes {expected} bytes of numbers, the file has {available}; the file is damaged"
            );
        }
    }

    private static List<(string Name, Tensor Value)> ReadTensors(FileStream stream, List<Entry> entries)
    {
        var tensors = new List<(string Name, Tensor Value)>(entries.Count);
        try
        {
            foreach (var entry in entries)
            {
                var tensor = Tensor.Create(entry.Shape);
                tensors.Add((entry.Name, tensor));
                ReadValues(stream, tensor.Values);
            }

            return tensors;
        }
        catch
        {
            tensors.ForEach(tensor => tensor.Value.Dispose());
            throw;
        }
    }

    private static void ReadValues(FileStream stream, Span<float> values)
    {
        const int Chunk = 1 << 20;
        for (; values.Length > Chunk; values = values[Chunk..])
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(values[..Chunk]));
        }

        stream.ReadExactly(MemoryMarshal.AsBytes(values));
    }

    /// <summary>A name from a file as a message may show it: short, and without control characters for a terminal.</summary>
    internal static string Shown(string name)
    {
        const int Longest = 80;
        var text = name.Length > Longest ? name[..Longest] + "..." : name;
        return string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));
    }

    private readonly record struct Entry(string Name, Shape Shape, long Start, long End);
}
