using System.Text;

namespace Mien.Tensors.Onnx;

/// <summary>Writes the wire format of protocol buffers: varints, length-delimited fields and 32-bit numbers.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    private readonly MemoryStream _bytes = new();

    public void Integer(int field, long value)
    {
        Tag(field, Varint);
        Number((ulong)value);
    }

    public void Real(int field, float value)
    {
        Tag(field, Fixed32);
        _bytes.Write(BitConverter.GetBytes(value));
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, Delimited);
        Number((ulong)value.Length);
        _bytes.Write(value);
    }

    public void Message(int field, Action<ProtobufWriter> write)
    {
        var inner = new ProtobufWriter();
        write(inner);
        Bytes(field, inner.ToArray());
    }

    public byte[] ToArray() => _bytes.ToArray();

    private void Tag(int field, int kind) => Number((ulong)((field << 3) | kind));

    private void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }

        _bytes.WriteByte((byte)value);
    }
}
