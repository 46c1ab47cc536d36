using System.Text.Json.Serialization;

namespace Mien.Recognition.Training;

/// <summary>What moves the weights against their gradients.</summary>
public enum OptimizerKind
{
    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
    [JsonStringEnumMemberName("adamw")]
    AdamW,

    /// <summary>Adam (Kingma and Ba 2015); the weight decay is added to the gradient.</summary>
    [JsonStringEnumMemberName("adam")]
    Adam,

    /// <summary>Stochastic gradient descent with momentum; the weight decay is added to the gradient.</summary>
    [JsonStringEnumMemberName("sgd")]
    Sgd,
}
