namespace Mien.Recognition.Training;

/// <summary>The finished model that a training begins from, and how.</summary>
public sealed record StartRecipe
{
    /// <summary>The model file; in a recipe file its path goes from the recipe's folder.</summary>
    public string File { get; set; } = "";

    /// <summary>SHA-256 of its weights; filled in when the file is read, and held against it when given.</summary>
    public string Hash { get; set; } = "";

    /// <summary>How it is used.</summary>
    public StartMode Mode { get; set; } = StartMode.FineTune;

    /// <summary>
    /// Its votes beside those of the recipe's own networks: with <see cref="StartMode.FineTune"/> so many networks begin
    /// from it, each from the next of its members; otherwise its one answer counts so often.
    /// </summary>
    public int Members { get; set; } = 1;

    /// <summary>Passes over the training clips of a fine-tuning.</summary>
    public int Epochs { get; set; } = 40;

    /// <summary>Highest learning rate of a fine-tuning.</summary>
    public float MaxRate { get; set; } = 3e-3f;

    /// <summary>
    /// Weight of the data beside that of small weights when a linear head is fitted to frozen features (C of scikit-learn).
    /// </summary>
    public float HeadStrength { get; set; } = 3e-3f;
}
