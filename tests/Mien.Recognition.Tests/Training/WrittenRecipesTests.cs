using Mien.Recognition.Networks;
using Mien.Recognition.Training;

namespace Mien.Recognition.Tests.Training;

/// <summary>
/// The files in recipes/: each is what its network is trained with when no recipe is given, written out; those in
/// recipes/alike are CABM's settings for every network.
/// </summary>
public sealed class WrittenRecipesTests
{
    private static readonly string Folder = Path.Combine(RealData.Repository, "recipes");

    /// <summary>The recipes of networks; other methods have tests of their own.</summary>
    public static TheoryData<string> Files =>
        [
            .. Directory
                .EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
                .Where(path => NetworkRegistry.Has(RecipeFile.Read(path).Model))
                .Select(path => Path.GetRelativePath(Folder, path))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recipe_is_that_of_its_network(string file)
    {
        var recipe = RecipeFile.Read(Path.Combine(Folder, file));
        var network = NetworkRegistry.Find(recipe.Model);

        var expected = file.StartsWith("alike", StringComparison.Ordinal) ? Alike(network) : network.Recipe;
        Assert.Equal(
            RecipeFile.Print(expected with { About = [], Model = recipe.Model }),
            RecipeFile.Print(recipe with { About = [] })
        );
        Assert.Equal(recipe.Model, Path.GetFileNameWithoutExtension(file));
        Assert.Contains(recipe.About, line => line.Contains($"--recipe recipes/{file}", StringComparison.Ordinal));
    }

    /// <summary>So that a comparison of the folder holds no network that would take days.</summary>
    [Fact]
    public void Networks_that_are_too_large_for_a_processor_lie_apart()
    {
        var large = NetworkRegistry.All.Where(entry => entry.Reduced is not null);

        Assert.All(large, entry => Assert.True(File.Exists(Path.Combine(Folder, "whole", $"{entry.Name}.json"))));
        Assert.All(large, entry => Assert.False(File.Exists(Path.Combine(Folder, $"{entry.Name}.json"))));
        Assert.All(large, entry => Assert.True(File.Exists(Path.Combine(Folder, $"{entry.Reduced}.json"))));
    }

    private static Recipe Alike(NetworkEntry network) =>
        network.MapSide == 28
            ? new Recipe()
            : new Recipe { Input = $"centred | resize height={network.MapSide} width={network.MapSide}" };
}
