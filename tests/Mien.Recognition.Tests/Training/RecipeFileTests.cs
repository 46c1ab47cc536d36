using Mien.Recognition.Training;

namespace Mien.Recognition.Tests.Training;

public sealed class RecipeFileTests
{
    [Fact]
    public void What_a_recipe_does_not_say_is_the_default()
    {
        var recipe = RecipeFile.Parse("""{ "epochs": 3 }""", "recipe.json");

        Assert.Equal(RecipeFile.Print(new Recipe { Epochs = 3 }), RecipeFile.Print(recipe));
    }
}
