using System.Numerics;
using Mien.Foundation;

namespace Mien.Faces.Landmarks;

/// <summary>
/// Reads dlib's serialised shape_predictor, version 1: integers are a control byte (low half: how many bytes follow,
/// highest bit: negative) and little-endian bytes; floats are an integer mantissa and an integer exponent of 2; lists
/// are a count and their items; matrices are minus rows, minus columns, items. Every count is checked against the bytes
/// that are left before memory is taken, and the file of 100 MB goes through a small window, so that reading it leaves no
/// memory behind.
/// </summary>
internal sealed class LandmarkModelReader
{
    private const long MaxBytes = 1L << 30;
    private const int MaxDepth = 12;
    private const int Window = 1 << 16;

    // They are kept on the stack during a fit.
    private const int MostPixels = 20_000;

    // Rows of leaves are padded to whole vectors of the widest machine.
    private const int Lanes = 16;

    private static readonly double[] PowersOfTwo = [.. Enumerable.Range(-1074, 2098).Select(e => Math.ScaleB(1, e))];

    private readonly string _path;
    private readonly Stream _file;
    private readonly byte[] _window = new byte[Window];
    private readonly List<LandmarkModel.Level> _levels = [];
    private int _at;
    private int _filled;
    private long _left;
    private int _depth = -1;
    private int _leafWidth;
    private float[] _meanShape = [];

    private LandmarkModelReader(string path, Stream file)
    {
        _path = path;
        _file = file;
        _left = file.Length;
    }

    public static LandmarkModel Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new InputFaultException($"{path} does not exist: check the path.");
        }

        if (file.Length > MaxBytes)
        {
            throw new InputFaultException(
                $"{path} has {file.Length} bytes, more than the {MaxBytes} a landmark model may have: give a shape predictor of dlib."
            );
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return new LandmarkModelReader(path, stream).ReadModel();
    }

    private LandmarkModel ReadModel()
    {
        if (Integer() != 1)
        {
            throw Fault("is not of version 1");
        }

        _meanShape = Column();
        if (_meanShape.Length < 4 || _meanShape.Length % 2 != 0 || _meanShape.Length > 2000)
        {
            throw Fault($"has a mean shape of {_meanShape.Length} numbers");
        }

        _leafWidth = (_meanShape.Length + Lanes - 1) / Lanes * Lanes;
        var forests = ReadForests();
        var anchors = Lists(() => (int)Index(_meanShape.Length / 2, "landmark"));
        var deltas = Lists(() => new Vector2(Single(), Single()));
        if (anchors.Length != forests.Count || deltas.Length != forests.Count)
        {
            throw Fault($"has {forests.Count} levels of trees but {anchors.Length} and {deltas.Length} of pixels");
        }

        for (var i = 0; i < forests.Count; i++)
        {
            AddLevel(forests[i], anchors[i], deltas[i]);
        }

        return new LandmarkModel(_path, _meanShape, [.. _levels], _depth, _leafWidth);
    }

    private List<Forest> ReadForests()
    {
        var forests = new List<Forest>();
        var levels = Count(smallestItem: 1);
        for (var level = 0; level < levels; level++)
        {
            var forest = new Forest(Count(smallestItem: 2));
            if (forest.Trees == 0)
            {
                throw Fault("has a level without trees");
            }

            for (var tree = 0; tree < forest.Trees; tree++)
            {
                ReadTree(forest, tree);
            }

            forests.Add(forest);
        }

        return forests.Count > 0 ? forests : throw Fault("has no trees");
    }

    private void ReadTree(Forest forest, int tree)
    {
        var splits = Count(smallestItem: 4);
        if (_depth < 0)
        {
            _depth = BitOperations.Log2((uint)splits + 1);
            if (_depth is < 1 or > MaxDepth)
            {
                throw Fault($"has trees of {splits} splits");
            }
        }

        if (splits != (1 << _depth) - 1)
        {
            throw Fault($"has a tree of {splits} splits where all should have {(1 << _depth) - 1}");
        }

        for (var i = 0; i < splits; i++)
        {
            var (first, second) = (Index(ushort.MaxValue, "pixel"), Index(ushort.MaxValue, "pixel"));
            forest.Splits.Add(new LandmarkModel.Split((ushort)first, (ushort)second, Single()));
        }

        ReadLeaves(forest, tree, splits + 1);
    }

    private void ReadLeaves(Forest forest, int tree, int expected)
    {
        if (Count(SmallestLeaf) != expected)
        {
            throw Fault($"has a tree that lacks one of its {expected} leaves");
        }

        if (tree == 0)
        {
            forest.Leaves = RoomForLeaves((long)forest.Trees * expected);
        }

        for (var i = 0; i < expected; i++)
        {
            ReadColumn(forest.Leaves.AsSpan(((tree * expected) + i) * _leafWidth, _meanShape.Length));
        }
    }

    // Two control bytes and a mantissa at least, for every number of every leaf.
    private long SmallestLeaf => 4 + (2L * _meanShape.Length);

    /// <summary>Pinned for good, so that rows can be fetched ahead by address.</summary>
    private float[] RoomForLeaves(long leaves) =>
        leaves <= _left / SmallestLeaf
            ? GC.AllocateArray<float>(checked((int)(leaves * _leafWidth)), pinned: true)
            : throw Fault($"has a level of {leaves} leaves");

    private void AddLevel(Forest forest, int[] anchors, Vector2[] deltas)
    {
        if (anchors.Length != deltas.Length)
        {
            throw Fault($"has a level of {anchors.Length} anchors but {deltas.Length} offsets");
        }

        if (forest.Splits.Exists(split => Math.Max(split.First, split.Second) >= anchors.Length))
        {
            throw Fault($"compares a pixel beyond the {anchors.Length} of its level");
        }

        if (anchors.Length > MostPixels || forest.Trees > MostPixels)
        {
            throw Fault($"has a level of {forest.Trees} trees over {anchors.Length} pixels");
        }

        _levels.Add(new LandmarkModel.Level(forest.Trees, forest.Leaves, anchors, deltas, [.. forest.Splits]));
    }

    private float[] Column()
    {
        var (rows, columns) = (Math.Abs(Integer()), Math.Abs(Integer()));
        if (columns != 1 || rows > _left / 2)
        {
            throw Fault($"has a matrix of {rows} x {columns} where a column was expected");
        }

        var column = new float[rows];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = Single();
        }

        return column;
    }

    private void ReadColumn(Span<float> column)
    {
        var (rows, columns) = (Math.Abs(Integer()), Math.Abs(Integer()));
        if (columns != 1 || rows != column.Length)
        {
            throw Fault($"has a leaf of {rows} x {columns} where {column.Length} x 1 was expected");
        }

        for (var i = 0; i < column.Length; i++)
        {
            column[i] = Single();
        }
    }

    private T[][] Lists<T>(Func<T> item)
    {
        var lists = new T[Count(smallestItem: 1)][];
        for (var i = 0; i < lists.Length; i++)
        {
            lists[i] = new T[Count(smallestItem: 1)];
            for (var j = 0; j < lists[i].Length; j++)
            {
                lists[i][j] = item();
            }
        }

        return lists;
    }

    private float Single()
    {
        var (mantissa, exponent) = (Integer(), Integer());
        return exponent is >= -1074 and <= 1023
            ? (float)(mantissa * PowersOfTwo[exponent + 1074])
            : throw Fault($"has a number that is not finite");
    }

    private long Index(int limit, string what)
    {
        var index = Integer();
        return index >= 0 && index < limit ? index : throw Fault($"names {what} {index} of {limit}");
    }

    private int Count(long smallestItem)
    {
        var count = Integer();
        return count >= 0 && count <= _left / smallestItem ? (int)count : throw Fault($"has a list of {count} items");
    }

    private long Integer()
    {
        if (_left == 0)
        {
            throw Fault("ends too early");
        }

        var control = Byte();
        var size = control & 0x0F;
        if ((control & 0x70) != 0 || size is 0 or > 8 || size > _left)
        {
            throw Fault("has a damaged number");
        }

        var value = 0UL;
        for (var i = 0; i < size; i++)
        {
            value |= (ulong)Byte() << (8 * i);
        }

        return value > long.MaxValue ? throw Fault("has a number that is too large")
            : (control & 0x80) != 0 ? -(long)value
            : (long)value;
    }

    private byte Byte()
    {
        if (_at == _filled)
        {
            Refill();
        }

        _left--;
        return _window[_at++];
    }

    private void Refill()
    {
        (_at, _filled) = (0, _file.Read(_window));
        if (_filled == 0)
        {
            throw Fault("became shorter while it was read");
        }
    }

    private InputFaultException Fault(string what) =>
        new(
            $"{_path} {what} (byte {_file.Position - _filled + _at}): give a shape predictor of dlib, such as shape_predictor_68_face_landmarks.dat."
        );

    private sealed class Forest(int trees)
    {
        public int Trees => trees;

        public List<LandmarkModel.Split> Splits { get; } = [];

        public float[] Leaves { get; set; } = [];
    }
}
