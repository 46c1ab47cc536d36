using System.Buffers.Binary;
using System.Text;
using Mien.Foundation;

namespace Mien.Tensors.Onnx;

/// <summary>
/// Reads the wire format of protocol buffers field by field out of memory; every length is checked against what is left.
/// </summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> bytes, string path)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    private readonly string _path = path;
    private ReadOnlySpan<byte> _rest = bytes;
    private int _kind = -1;

    /// <summary>The number of the field that <see cref="Next"/> found.</summary>
    public int Field { get; private set; }

    /// <summary>Goes to the next field; false at the end. A field that was not read is skipped.</summary>
    public bool Next()
    {
        Skip();
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = Number();
        (Field, _kind) = ((int)(tag >> 3), (int)(tag & 7));
        return true;
    }

    public long Integer()
    {
        Require(Varint);
        return (long)Number();
    }

    public float Real()
    {
        Require(Fixed32);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(4));
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public ReadOnlySpan<byte> Bytes()
    {
        Require(Delimited);
        var length = Number();
        return Take(length <= (ulong)_rest.Length ? (int)length : throw Fault("a field is longer than the file"));
    }

    public ProtobufReader Message() => new(Bytes(), _path);

    /// <summary>Adds a repeated integer, written one by one or packed.</summary>
    public void AddIntegers(List<long> values)
    {
        if (_kind == Varint)
        {
            values.Add(Integer());
            return;
        }

        var packed = new ProtobufReader(Bytes(), _path);
        while (!packed._rest.IsEmpty)
        {
            values.Add((long)packed.Number());
        }
    }

    public readonly InputFaultException Fault(string what) =>
        new($"{_path} is no ONNX file that Mien can use: {what}; export it again with 'mien export'.");

    private void Skip()
    {
        switch (_kind)
        {
            case Varint:
                Number();
                break;
            case Fixed64:
                Take(8);
                break;
            case Delimited:
                Bytes();
                break;
            case Fixed32:
                Take(4);
                break;
        }

        _kind = -1;
    }

    private void Require(int kind)
    {
        if (_kind != kind)
        {
            throw Fault($"field {Field} is of an unexpected kind");
        }

        _kind = -1;
    }

    private ulong Number()
    {
        var value = 0UL;
        for (var i = 0; i < 10 && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw Fault("it ends in the middle of a number");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw Fault("it is cut short");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
