using System.Runtime.InteropServices;
using Mien.Foundation;
using Mien.Tensors.Memory;
using Mien.Tensors.Operations;

namespace Mien.Tensors;

/// <summary>
/// Records operations and plays their gradients back (reverse-mode differentiation). A tape owns every tensor that its
/// operations make; <see cref="Reset"/> ends a step and takes them all back for the next one, so after the first step of
/// given shapes neither managed nor native memory is allocated. One thread uses a tape at a time; several tapes may work
/// side by side.
/// </summary>
public sealed unsafe class Tape : IDisposable
{
    private readonly BufferPool _pool = new();
    private readonly List<Tensor> _live = [];
    private readonly Stack<Tensor> _spareTensors = new();
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<Type, Stack<Node>> _spareNodes = [];

    /// <summary>Creates an empty tape whose operations run on <paramref name="workers"/>, which the tape does not own.</summary>
    public Tape(Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        Workers = workers;
    }

    /// <summary>The threads that run the operations.</summary>
    public Workers Workers { get; }

    /// <summary>False: operations are computed but not recorded, and no intermediate requires a gradient.</summary>
    public bool Recording { get; set; } = true;

    /// <summary>True: batch normalisation uses and updates batch statistics, and dropout drops.</summary>
    public bool Training { get; set; } = true;

    /// <summary>The source of dropout masks.</summary>
    public RandomStream Random { get; set; } = new(0);

    /// <summary>Hears of every operation and every gradient; null for nobody.</summary>
    internal IOperationListener? Listener { get; set; }

    /// <summary>The tensors that this tape has given out since the last reset and not taken back.</summary>
    public int LiveTensors => _live.Count;

    /// <summary>Native memory that the tape holds, in use or spare.</summary>
    public long NativeBytes => _pool.Bytes;

    /// <summary>
    /// Adds the gradient of <paramref name="scalarLoss"/> to every tensor that required one, and forgets the recording;
    /// values stay readable until <see cref="Reset"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The loss is not one number, or depends on nothing that requires a gradient.</exception>
    public void Backward(Tensor scalarLoss)
    {
        ArgumentNullException.ThrowIfNull(scalarLoss);
        if (scalarLoss.Length != 1 || scalarLoss.Owner != this || !scalarLoss.RequiresGradient)
        {
            throw new ArgumentException(
                "backward starts at one number that was recorded on this tape",
                nameof(scalarLoss)
            );
        }

        *scalarLoss.GradientForWriting() = 1;
        PlayBack();
    }

    /// <summary>Ends a step: takes back every tensor that the operations made and forgets the recording.</summary>
    public void Reset()
    {
        ForgetRecording();
        for (var i = _live.Count - 1; i >= 0; i--)
        {
            TakeBack(_live[i]);
        }

        _live.Clear();
    }

    /// <summary>
    /// Promises that nothing reads <paramref name="tensor"/> any more, so that its memory serves the next operation. Long
    /// inference chains that release as they go stay in the cache. Does nothing while <see cref="Recording"/>, while
    /// anything is recorded, to views and their sources, and to tensors of another owner.
    /// </summary>
    public void Release(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (!Recording && _nodes.Count == 0 && tensor.Owner == this && !tensor.IsShared)
        {
            ReleaseScratch(tensor);
        }
    }

    /// <summary>Frees all memory of the tape.</summary>
    public void Dispose()
    {
        Reset();
        _pool.Dispose();
    }

    /// <summary>Plays the recording back from tensors whose gradient was written already, and forgets it.</summary>
    internal void PlayBack()
    {
        for (var i = _nodes.Count - 1; i >= 0; i--)
        {
            var output = _nodes[i].Output;
            if (output.HasGradient)
            {
                Listener?.HearGradient(output);
                _nodes[i].Backward(this);
                ReleaseGradient(output);
            }
        }

        ForgetRecording();
    }

    /// <summary>A tensor with undefined content that requires a gradient when recording and <paramref name="differentiable"/>.</summary>
    internal Tensor Output(Shape shape, bool differentiable)
    {
        var sizeClass = BufferPool.ClassOf(shape.Length);
        return Lend(shape, _pool.Take(sizeClass), sizeClass, Recording && differentiable);
    }

    /// <summary>A tensor that shares the memory of another of the same length.</summary>
    internal Tensor OutputView(Tensor source, Shape shape)
    {
        source.IsShared = true;
        return Lend(shape, source.Data, Tensor.View, Recording && source.RequiresGradient);
    }

    /// <summary>Working memory with undefined content, for one operation or kept by its node until backward.</summary>
    internal Tensor Scratch(int floats) => Output(new Shape(floats), differentiable: false);

    internal void ReleaseScratch(Tensor tensor)
    {
        if (tensor.LiveIndex < 0)
        {
            return;
        }

        var last = _live[^1];
        _live[tensor.LiveIndex] = last;
        last.LiveIndex = tensor.LiveIndex;
        _live.RemoveAt(_live.Count - 1);
        TakeBack(tensor);
    }

    /// <summary>Appends a node whose fields the caller then sets.</summary>
    internal TNode Record<TNode>(Tensor output)
        where TNode : Node, new()
    {
        var node = SpareOf(typeof(TNode)).TryPop(out var spare) ? (TNode)spare : new TNode();
        node.Output = output;
        _nodes.Add(node);
        return node;
    }

    /// <summary>
    /// The memory for the gradient of an input, or null when none is wanted. With <paramref name="accumulate"/> the node
    /// adds to it, without it writes every element.
    /// </summary>
    internal float* GradientOf(Tensor input, out bool accumulate)
    {
        accumulate = input.HasGradient;
        return input.RequiresGradient ? input.GradientForWriting() : null;
    }

    /// <summary>
    /// As <see cref="GradientOf"/>, for operations whose input gradient at an element needs the output gradient at that
    /// element alone: the input takes over the memory of the output's gradient when it has none yet, and is computed in place.
    /// </summary>
    internal float* GradientInPlace(Tensor output, Tensor input, out bool accumulate)
    {
        if (input.RequiresGradient && input.GradientData == null && input.Owner == this)
        {
            input.GradientData = output.GradientData;
            input.HasGradient = true;
            output.GradientData = null;
            output.HasGradient = false;
            accumulate = false;
            return input.GradientData;
        }

        return GradientOf(input, out accumulate);
    }

    internal float* TakeBuffer(int floats) => _pool.Take(BufferPool.ClassOf(floats));

    private Tensor Lend(Shape shape, float* data, int dataClass, bool requiresGradient)
    {
        var tensor = _spareTensors.TryPop(out var spare) ? spare : new Tensor();
        tensor.Borrow(this, shape, data, dataClass, requiresGradient);
        tensor.LiveIndex = _live.Count;
        _live.Add(tensor);
        return tensor;
    }

    private void TakeBack(Tensor tensor)
    {
        ReleaseGradient(tensor);
        if (tensor.DataClass >= 0)
        {
            _pool.Give(tensor.Data, tensor.DataClass);
        }

        tensor.Return();
        tensor.LiveIndex = -1;
        _spareTensors.Push(tensor);
    }

    private void ReleaseGradient(Tensor tensor)
    {
        if (tensor.Owner == this && tensor.GradientData != null)
        {
            _pool.Give(tensor.GradientData, BufferPool.ClassOf(tensor.Length));
            tensor.GradientData = null;
            tensor.HasGradient = false;
        }
    }

    private void ForgetRecording()
    {
        foreach (var node in CollectionsMarshal.AsSpan(_nodes))
        {
            SpareOf(node.GetType()).Push(node);
        }

        _nodes.Clear();
    }

    private Stack<Node> SpareOf(Type type)
    {
        ref var stack = ref CollectionsMarshal.GetValueRefOrAddDefault(_spareNodes, type, out _);
        return stack ??= new Stack<Node>();
    }
}
