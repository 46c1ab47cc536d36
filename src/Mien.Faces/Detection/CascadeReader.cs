using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Mien.Foundation;

namespace Mien.Faces.Detection;

/// <summary>Reads both of OpenCV's XML formats for cascades into flat tables.</summary>
internal sealed class CascadeReader
{
    private const long MaxBytes = 64L << 20;
    private const int MaxWindow = 1024;

    // OpenCV lowers each stage's threshold by this much when it reads a file, against rounding in the text.
    private const float ThresholdSlack = 1e-5f;

    private readonly string _path;
    private readonly List<Cascade.Stage> _stages = [];
    private readonly List<Cascade.Tree> _trees = [];
    private readonly List<Cascade.Node> _nodes = [];
    private readonly List<float> _leaves = [];
    private readonly List<uint> _subsets = [];
    private readonly List<Cascade.Feature> _features = [];
    private FeatureKind _kind;
    private int _width;
    private int _height;

    private CascadeReader(string path)
    {
        _path = path;
    }

    public static Cascade Read(string path)
    {
        var reader = new CascadeReader(path);
        var cascade = reader.Load();
        if (cascade.Element("size") != null)
        {
            reader.ReadOldFormat(cascade);
        }
        else
        {
            reader.ReadNewFormat(cascade);
        }

        reader.CheckFeatures();
        return reader.Build();
    }

    private XElement Load()
    {
        var file = new FileInfo(_path);
        if (!file.Exists)
        {
            throw Fault("does not exist: check the path");
        }

        if (file.Length > MaxBytes)
        {
            throw Fault($"has {file.Length} bytes, more than the {MaxBytes} a cascade may have");
        }

        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            MaxCharactersInDocument = MaxBytes,
        };
        try
        {
            using var xml = XmlReader.Create(_path, settings);
            var root = XDocument.Load(xml).Root;
            return root?.Name.LocalName == "opencv_storage" && root.Elements().FirstOrDefault() is { } cascade
                ? cascade
                : throw Fault("is XML but no OpenCV storage: give a cascade file of OpenCV");
        }
        catch (XmlException fault)
        {
            throw new InputFaultException(
                $"{_path}, line {fault.LineNumber} is no well-formed XML: give a cascade file of OpenCV.",
                fault
            );
        }
    }

    private void ReadNewFormat(XElement cascade)
    {
        _kind = Text(cascade, "featureType") switch
        {
            "HAAR" => FeatureKind.Haar,
            "LBP" => FeatureKind.Lbp,
            var other => throw Fault($"has features of type '{other}', but only HAAR and LBP can be evaluated"),
        };
        SetWindow(Integer(Text(cascade, "width")), Integer(Text(cascade, "height")));
        foreach (var stage in Child(cascade, "stages").Elements())
        {
            var first = _trees.Count;
            foreach (var tree in Child(stage, "weakClassifiers").Elements())
            {
                ReadTree(Numbers(Child(tree, "internalNodes")), Numbers(Child(tree, "leafValues")));
            }

            AddStage(first, (float)Number(Text(stage, "stageThreshold")));
        }

        foreach (var feature in Child(cascade, "features").Elements())
        {
            _features.Add(
                _kind == FeatureKind.Haar
                    ? ReadHaar(feature)
                    : new Cascade.Feature(ReadBlock(Numbers(Child(feature, "rect")), 4), default, default, false)
            );
        }
    }

    /// <summary>Nodes are (left, right, feature, threshold) for Haar, (left, right, feature, 8 words) for LBP.</summary>
    private void ReadTree(double[] nodes, double[] leaves)
    {
        var step = _kind == FeatureKind.Haar ? 4 : 11;
        var count = nodes.Length / step;
        if (count == 0 || nodes.Length != count * step || leaves.Length != count + 1)
        {
            throw Fault($"has a tree of {nodes.Length} node numbers and {leaves.Length} leaves, which does not add up");
        }

        _trees.Add(new Cascade.Tree(_nodes.Count, _leaves.Count));
        for (var i = 0; i < count; i++)
        {
            var node = nodes.AsSpan(i * step, step);
            var threshold = _kind == FeatureKind.Haar ? (float)node[3] : 0;
            AddNode(i, count, Whole(node[2]), threshold, Whole(node[0]), Whole(node[1]));
            for (var word = 3; _kind == FeatureKind.Lbp && word < step; word++)
            {
                _subsets.Add(unchecked((uint)(long)node[word]));
            }
        }

        _leaves.AddRange(leaves.Select(leaf => (float)leaf));
    }

    /// <summary>
    /// The older format keeps each feature inside its node and names children by left_node or left_val, right_node or
    /// right_val; leaves are numbered here in the order in which they are met.
    /// </summary>
    private void ReadOldFormat(XElement cascade)
    {
        var size = Numbers(Child(cascade, "size"));
        if (size.Length != 2)
        {
            throw Fault("has a <size> that is not two numbers");
        }

        _kind = FeatureKind.Haar;
        SetWindow(Whole(size[0]), Whole(size[1]));
        foreach (var stage in Child(cascade, "stages").Elements())
        {
            var first = _trees.Count;
            foreach (var tree in Child(stage, "trees").Elements())
            {
                ReadOldTree([.. tree.Elements()]);
            }

            AddStage(first, (float)Number(Text(stage, "stage_threshold")));
        }
    }

    private void ReadOldTree(XElement[] nodes)
    {
        var firstLeaf = _leaves.Count;
        _trees.Add(new Cascade.Tree(_nodes.Count, firstLeaf));
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = nodes[i];
            var left = OldChild(node, "left", firstLeaf);
            var right = OldChild(node, "right", firstLeaf);
            AddNode(i, nodes.Length, _features.Count, (float)Number(Text(node, "threshold")), left, right);
            _features.Add(ReadHaar(Child(node, "feature")));
        }

        if (nodes.Length == 0 || _leaves.Count - firstLeaf != nodes.Length + 1)
        {
            throw Fault($"has a tree of {nodes.Length} nodes and {_leaves.Count - firstLeaf} leaves");
        }
    }

    private int OldChild(XElement node, string side, int firstLeaf)
    {
        if (node.Element($"{side}_node") is { } inner)
        {
            return Integer(inner.Value);
        }

        _leaves.Add((float)Number(Text(node, $"{side}_val")));
        return firstLeaf - (_leaves.Count - 1);
    }

    /// <summary>Children come after their parent, so that a walk ends; leaves lie inside the tree.</summary>
    private void AddNode(int index, int count, int feature, float threshold, int left, int right)
    {
        foreach (var child in (ReadOnlySpan<int>)[left, right])
        {
            if (child > 0 ? child <= index || child >= count : child < -count)
            {
                throw Fault($"has a node {index} of {count} whose child is {child}");
            }
        }

        _nodes.Add(new Cascade.Node(feature, threshold, left, right));
    }

    private void AddStage(int first, float threshold) =>
        _stages.Add(new Cascade.Stage(first, _trees.Count - first, threshold - ThresholdSlack));

    private Cascade.Feature ReadHaar(XElement feature)
    {
        var blocks = Child(feature, "rects").Elements().Select(rect => ReadBlock(Numbers(rect), 5)).ToArray();
        if (blocks.Length is < 1 or > 3)
        {
            throw Fault($"has a feature of {blocks.Length} rectangles, but one to three are possible");
        }

        var tilted = feature.Element("tilted") is { } flag && Integer(flag.Value) != 0;
        return new Cascade.Feature(blocks[0], blocks.ElementAtOrDefault(1), blocks.ElementAtOrDefault(2), tilted);
    }

    private Cascade.Block ReadBlock(double[] numbers, int count)
    {
        if (numbers.Length != count)
        {
            throw Fault($"has a rectangle of {numbers.Length} numbers where {count} were expected");
        }

        var weight = count == 5 ? (float)numbers[4] : 0;
        return new Cascade.Block(Whole(numbers[0]), Whole(numbers[1]), Whole(numbers[2]), Whole(numbers[3]), weight);
    }

    private void CheckFeatures()
    {
        if (_stages.Count == 0 || _trees.Count == 0)
        {
            throw Fault("has no stages");
        }

        foreach (var node in _nodes)
        {
            if (node.Feature < 0 || node.Feature >= _features.Count)
            {
                throw Fault($"uses feature {node.Feature}, but has {_features.Count}");
            }
        }

        foreach (var feature in _features)
        {
            CheckInside(feature.A, feature.Tilted);
            CheckInside(feature.B, feature.Tilted);
            CheckInside(feature.C, feature.Tilted);
        }
    }

    private void CheckInside(Cascade.Block block, bool tilted)
    {
        var (x, y, width, height, _) = block;
        var blocks = _kind == FeatureKind.Lbp ? 3 : 1;
        var inside =
            x >= 0
            && y >= 0
            && width is >= 0 and <= MaxWindow
            && height is >= 0 and <= MaxWindow
            && (
                tilted
                    ? x - height >= 0 && x + width <= _width && y + width + height <= _height
                    : x + (blocks * width) <= _width && y + (blocks * height) <= _height
            );
        if (!inside)
        {
            throw Fault($"has a feature at ({x}, {y}) that leaves its window of {_width} x {_height} pixels");
        }
    }

    private void SetWindow(int width, int height)
    {
        if (width is < 3 or > MaxWindow || height is < 3 or > MaxWindow)
        {
            throw Fault($"has a window of {width} x {height} pixels, but 3 to {MaxWindow} are possible");
        }

        (_width, _height) = (width, height);
    }

    private Cascade Build() =>
        new(_path)
        {
            Kind = _kind,
            WindowWidth = _width,
            WindowHeight = _height,
            HasTilted = _features.Exists(feature => feature.Tilted),
            Stages = [.. _stages],
            Trees = [.. _trees],
            Nodes = [.. _nodes],
            Leaves = [.. _leaves],
            Subsets = [.. _subsets],
            Features = [.. _features],
        };

    private XElement Child(XElement parent, string name) =>
        parent.Element(name) ?? throw Fault($"lacks <{name}> in <{parent.Name.LocalName}>");

    private string Text(XElement parent, string name) => Child(parent, name).Value.Trim();

    private double[] Numbers(XElement element) =>
        [.. element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Number)];

    private double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : throw Fault($"has '{text}' where a number was expected");

    private int Integer(string text) => Whole(Number(text));

    private int Whole(double number) =>
        number == Math.Floor(number) && Math.Abs(number) < 1e6
            ? (int)number
            : throw Fault($"has {number:R} where a whole number was expected");

    private InputFaultException Fault(string what) => new($"{_path} {what}: give a cascade file as OpenCV ships it.");
}
