namespace Mien.Cli.Tests;

public sealed class ModelsCommandTests
{
    [Fact]
    public void Every_network_is_listed_with_its_source_and_its_size()
    {
        var run = MienCommand.Run("models");

        Assert.Equal(0, run.Exit);
        Assert.Contains("arXiv 1902.03634", run.Output, StringComparison.Ordinal);
        Assert.Contains("1,683 parameters for maps of 28x28x3 and 3 classes", run.Output, StringComparison.Ordinal);
        Assert.Contains("139,582,982 parameters", run.Output, StringComparison.Ordinal);
        Assert.Contains("there is htnet-reduced", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_that_Mien_brings_are_listed_with_classes_size_and_training_data()
    {
        var run = MienCommand.Run("models", Path.Combine(RealData.Repository, "models"));

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("made-up-motion-video.safetensors", run.Output, StringComparison.Ordinal);
        Assert.Contains("classes: negative, positive, surprise, none", run.Output, StringComparison.Ordinal);
        Assert.Contains("for maps of 28x28x3, ", run.Output, StringComparison.Ordinal);
        Assert.Contains("training data: Made-up motion", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("cannot be used", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_model_is_named_with_the_reason_and_hides_no_other()
    {
        var folder = Directory.CreateTempSubdirectory("mien-cli-").FullName;
        var shipped = Path.Combine(RealData.Repository, "models", "made-up-motion-video.safetensors");
        File.Copy(shipped, Path.Combine(folder, "whole.safetensors"));
        File.WriteAllBytes(Path.Combine(folder, "cut.safetensors"), File.ReadAllBytes(shipped)[..5000]);
        File.WriteAllText(Path.Combine(folder, "text.onnx"), "no model");

        var run = MienCommand.Run("models", folder);

        Directory.Delete(folder, recursive: true);
        Assert.Equal(0, run.Exit);
        Assert.Equal(2, run.Output.Split("cannot be used: ").Length - 1);
        Assert.Contains("training data: Made-up motion", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_one_sentence()
    {
        var run = MienCommand.Run("models", "nowhere");

        Assert.Equal((2, "nowhere is no folder: name one with model files."), (run.Exit, run.Error.Trim()));
    }
}
