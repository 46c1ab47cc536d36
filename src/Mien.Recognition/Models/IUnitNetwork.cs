using Mien.Tensors;

namespace Mien.Recognition.Models;

/// <summary>A network that tells classes and action units.</summary>
public interface IUnitNetwork
{
    /// <summary>
    /// Class logits [N, classes] and logits of every action unit and side [N, 34], order of
    /// <see cref="Data.Synthetic.ActionUnitSides"/>.
    /// </summary>
    (Tensor Classes, Tensor Units) ForwardBoth(Tape tape, Tensor x);
}
