using System.Runtime.InteropServices;
using Mien.Benchmarks.Rivals;
using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Recognition.Networks;
using Mien.Recognition.Training;
using Mien.Tensors;

namespace Mien.Recognition.Tests.Models;

/// <summary>
/// Every registered network, trained a little, leaves as ONNX and comes back: Mien's own reader and ONNX Runtime 1.30
/// (npm's onnxruntime-node carries the library) must give the logits of the network itself.
/// </summary>
public sealed class OnnxTests : IDisposable
{
    private const int Samples = 5;
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    /// <summary>All but those that are too large here: their reduced forms are the same code.</summary>
    public static TheoryData<string> Names =>
        [
            .. NetworkRegistry
                .All.Where(entry => entry.Reduced is null && !entry.TakesSequences)
                .Select(entry => entry.Name),
        ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_exported_reads_back_as_the_same_network(string name)
    {
        using var model = Trained(name);
        OnnxModelFile.Write(At("model.onnx"), model);

        using var back = ModelFile.Read(At("model.onnx"));

        Assert.Equal(model.Description.Classes, back.Description.Classes);
        Assert.Equal(RecipeFile.Print(model.Description.Recipe), RecipeFile.Print(back.Description.Recipe));
        RequireNear(Logits(model), Logits(back));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ONNX_Runtime_computes_the_same_logits(string name)
    {
        var library = FindLibrary();
        Assert.SkipUnless(
            library is not null || InCi,
            "needs ONNX Runtime: npm install --prefix artifacts/peers --ignore-scripts onnxruntime-node@1.30.0"
        );
        Assert.True(library is not null, "ONNX Runtime is missing in CI: ./test installs it with npm");
        Environment.SetEnvironmentVariable("ONNXRUNTIME_LIBRARY", library);
        using var model = Trained(name);
        OnnxModelFile.Write(At("model.onnx"), model);
        using var runtime = new OnnxRuntime(At("model.onnx"), 1, "input", "logits");
        using var x = Noise();
        var found = new float[Samples * 3];

        runtime.Run(x.Values, [Samples, 28, 28, 3], found);

        RequireNear(Logits(model), found);
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes()
    {
        using var model = Trained("cabm");
        OnnxModelFile.Write(At("a.onnx"), model);
        OnnxModelFile.Write(At("b.onnx"), model);

        Assert.Equal(File.ReadAllBytes(At("a.onnx")), File.ReadAllBytes(At("b.onnx")));
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused_with_a_sentence()
    {
        using var model = Trained("cabm");
        OnnxModelFile.Write(At("whole.onnx"), model);
        var bytes = File.ReadAllBytes(At("whole.onnx"));
        var random = new RandomStream(1);
        for (var i = 0; i < 200; i++)
        {
            File.WriteAllBytes(At("cut.onnx"), bytes[..random.Below(bytes.Length)]);
            Assert.Throws<InputFaultException>(() => ModelFile.Read(At("cut.onnx")).Dispose());
        }
    }

    [Fact]
    public void A_file_with_bytes_changed_is_refused_or_still_a_network_and_nothing_else()
    {
        using var model = Trained("cabm");
        OnnxModelFile.Write(At("whole.onnx"), model);
        var whole = File.ReadAllBytes(At("whole.onnx"));
        var random = new RandomStream(2);
        for (var i = 0; i < 300; i++)
        {
            var bytes = whole.ToArray();
            for (var change = 0; change < 3; change++)
            {
                bytes[random.Below(bytes.Length)] = (byte)random.Below(256);
            }

            File.WriteAllBytes(At("changed.onnx"), bytes);
            try
            {
                ModelFile.Read(At("changed.onnx")).Dispose();
            }
            catch (InputFaultException)
            {
                // The one exception that is allowed.
            }
        }
    }

    private static bool InCi => Environment.GetEnvironmentVariable("CI") is { Length: > 0 };

    private static string? FindLibrary()
    {
        var machine = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var peers = Path.Combine(RealData.Repository, "artifacts", "peers", "node_modules", "onnxruntime-node", "bin");
        var path = Path.Combine(peers, "napi-v6", "linux", machine, "libonnxruntime.so.1");
        return new[] { Environment.GetEnvironmentVariable("ONNXRUNTIME_LIBRARY"), path }.FirstOrDefault(File.Exists);
    }

    private static Model Trained(string name) =>
        ModelTraining.Train(
            MadeUpClips.Set(subjects: 2, clipsEach: 6),
            NetworkRegistry.Find(name),
            new Recipe { Epochs = 2, Batch = 6 },
            seed: 1,
            threads: 2,
            new Progress<ProgressStep>()
        );

    private static float[] Logits(Model model)
    {
        using var workers = new Workers(1);
        using var tape = new Tape(workers) { Training = false, Recording = false };
        using var x = Noise();
        return model.Network.Forward(tape, x).Values.ToArray();
    }

    private static Tensor Noise()
    {
        var random = new RandomStream(3);
        var x = Tensor.Create(new Shape(Samples, 28, 28, 3));
        foreach (ref var value in x.Values)
        {
            value = (float)random.Normal();
        }

        return x;
    }

    private static void RequireNear(float[] expected, float[] found)
    {
        var scale = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - found[i]) <= 1e-5f * scale,
                $"logit {i}: {found[i]} against {expected[i]}"
            );
        }
    }

    private string At(string name) => Path.Combine(_folder, name);
}
