using Mien.Data.Synthetic;

namespace Mien.Cli.Tests;

/// <summary>What a user gets wrong is one sentence on standard error and exit 2, and nothing is lost.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public FaultTests() => SyntheticSet.Make(3, 3, 1).Write(Maps);

    private string Maps => Path.Combine(_folder, "maps");

    private string Index => Path.Combine(Maps, "index.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_missing_index_is_named()
    {
        File.Delete(Index);

        Refuses("has no index.csv");
    }

    [Fact]
    public void A_label_that_is_no_class_is_named_with_its_line()
    {
        ReplaceFirst("negative", "negativ");

        Refuses("line", "'negativ'");
        Refuses(["--classes", "negative,positive,surprise"], "line", "negativ");
    }

    [Fact]
    public void A_class_that_no_clip_has_is_named() =>
        Refuses(["--classes", "negative,positive,surprise,suprise"], "'suprise'");

    [Fact]
    public void An_empty_path_is_named()
    {
        Refuses(["--out", ""], "--out is empty");
        Assert.Equal(2, MienCommand.Run("evaluate", "--data", "", "--out", Path.Combine(_folder, "run")).Exit);
    }

    [Fact]
    public void The_demo_leaves_a_folder_of_maps_that_is_not_its_own_alone()
    {
        var before = File.ReadAllText(Index);

        var run = MienCommand.Run("demo", "--out", _folder, "--quiet");

        Assert.Equal(2, run.Exit);
        Assert.Equal(before, File.ReadAllText(Index));
    }

    [Fact]
    public void Folds_of_an_unknown_run_are_not_taken_over()
    {
        var folds = Path.Combine(_folder, "run", "units", "seed-1");
        Directory.CreateDirectory(folds);
        File.WriteAllText(Path.Combine(folds, "fold-0000.json"), "{}");

        Refuses("unknown run");
    }

    [Fact]
    public void An_output_that_lies_below_a_file_is_named_before_any_work() =>
        Refuses(["--out", Path.Combine(Index, "run")], "which is a file");

    [Fact]
    public void A_word_that_is_no_command_is_named()
    {
        var run = MienCommand.Run("evalaute");

        Assert.Equal(2, run.Exit);
        Assert.Contains("'evalaute' is no command", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_of_another_size_is_named()
    {
        File.Copy(
            FirstMapOf(SyntheticSet.Make(1, 1, 1, new GeneratorOptions { Size = 32 }), "other"),
            FirstMap,
            overwrite: true
        );

        Refuses("32x32x3", "28x28x3");
    }

    [Fact]
    public void A_png_cut_short_is_named()
    {
        var bytes = File.ReadAllBytes(FirstMap);
        File.WriteAllBytes(FirstMap, bytes[..(bytes.Length / 2)]);

        Refuses(Path.GetFileName(FirstMap));
    }

    [Fact]
    public void Only_one_subject_leaves_nobody_to_learn_from()
    {
        SyntheticSet.Make(1, 6, 1).Write(Maps);

        Refuses("only one subject");
    }

    [Fact]
    public void An_unknown_method_lists_those_there_are() =>
        Refuses(["--model", "cabn"], "'cabn' is no method", "cabm");

    [Fact]
    public void An_unknown_protocol_lists_those_there_are() =>
        Refuses(["--protocol", "lozo"], "'lozo' is no protocol", "loso");

    [Theory]
    [InlineData("{ \"epochs\": 0 }", "'epochs' out of range")]
    [InlineData("{ \"epoch\": 3 }", "epoch")]
    [InlineData("{ \"epochs\": ", "line 1")]
    [InlineData("{ \"input\": \"median of u\" }", "median")]
    public void A_recipe_that_cannot_be_used_is_named(string recipe, string says)
    {
        var path = Path.Combine(_folder, "recipe.json");
        File.WriteAllText(path, recipe);

        Refuses(["--recipe", path], says);
    }

    [Theory]
    [InlineData("--seeds", "1,x")]
    [InlineData("--seeds", "1,1")]
    [InlineData("--threads", "0")]
    [InlineData("--folds", "one")]
    public void An_option_that_cannot_be_read_is_named(string option, string value) => Refuses([option, value], option);

    private string FirstMap => Directory.GetFiles(Maps, "*.png", SearchOption.AllDirectories).Order().First();

    private string FirstMapOf(Data.Prepared.PreparedSet set, string name)
    {
        var folder = Path.Combine(_folder, name);
        set.Write(folder);
        return Directory.GetFiles(folder, "*.png", SearchOption.AllDirectories)[0];
    }

    private void ReplaceFirst(string old, string now)
    {
        var text = File.ReadAllText(Index);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        File.WriteAllText(Index, text[..at] + now + text[(at + old.Length)..]);
    }

    private void Refuses(params string[] says) => Refuses([], says);

    private void Refuses(string[] options, params string[] says)
    {
        var run = MienCommand.Run([
            "evaluate",
            "--data",
            Maps,
            "--quiet",
            .. options.Contains("--out") ? options : ["--out", Path.Combine(_folder, "run"), .. options],
        ]);

        Assert.Equal(2, run.Exit);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.All(says, text => Assert.Contains(text, run.Error, StringComparison.Ordinal));
    }
}
