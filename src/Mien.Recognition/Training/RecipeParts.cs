using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;
using Mien.Tensors.Optimization;

namespace Mien.Recognition.Training;

/// <summary>Builds what a recipe names: optimiser, schedule and loss.</summary>
internal static class RecipeParts
{
    /// <summary>The optimiser of a network's parameters; the caller disposes it.</summary>
    public static IOptimizer OptimizerOf(Recipe recipe, IReadOnlyList<Parameter> parameters) =>
        recipe.Optimizer switch
        {
            OptimizerKind.AdamW => new AdamW(parameters, new AdamWOptions { WeightDecay = recipe.WeightDecay }),
            OptimizerKind.Adam => new AdamW(
                parameters,
                new AdamWOptions { WeightDecay = recipe.WeightDecay, DecayInGradient = true }
            ),
            OptimizerKind.Sgd => new Sgd(parameters, recipe.Momentum, recipe.WeightDecay),
            _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.Optimizer, "no optimiser of Mien's"),
        };

    /// <summary>The learning rate of every step.</summary>
    public static ISchedule ScheduleOf(Recipe recipe, int stepsPerEpoch)
    {
        var steps = recipe.Epochs * stepsPerEpoch;
        return recipe.Schedule switch
        {
            ScheduleKind.OneCycle => new OneCycle(recipe.MaxRate, steps, recipe.WarmUp),
            ScheduleKind.Cosine => new CosineSchedule(recipe.MaxRate, steps, (int)(recipe.WarmUp * steps)),
            ScheduleKind.Constant => new StepSchedule(recipe.MaxRate),
            ScheduleKind.Steps => new StepSchedule(
                recipe.MaxRate,
                recipe.DecayFactor,
                recipe.DecayEvery * stepsPerEpoch
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.Schedule, "no schedule of Mien's"),
        };
    }

    /// <summary>The loss of a batch, one number.</summary>
    public static Tensor LossOf(Recipe recipe, Tape tape, Tensor logits, Tensor targets, float[] classWeights) =>
        recipe.Loss switch
        {
            LossKind.CrossEntropy => tape.CrossEntropy(logits, targets, classWeights, recipe.LabelSmoothing),
            LossKind.Margin => MarginLoss.Of(tape, logits, targets),
            _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.Loss, "no loss of Mien's"),
        };
}
