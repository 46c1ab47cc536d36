using Mien.Benchmarks.Rivals;
using Mien.Data.Prepared;
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
public sealed class OnnxTests(OnnxTests.TrainedModels models) : IClassFixture<OnnxTests.TrainedModels>, IDisposable
{
    private const int Samples = 5;
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    /// <summary>Every network that is registered.</summary>
    public static TheoryData<string> Names => [.. NetworkRegistry.All.Select(entry => entry.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_exported_reads_back_as_the_same_network(string name)
    {
        var model = models.Of(name);
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
        OnnxLibrary.Require();
        var model = models.Of(name);
        OnnxModelFile.Write(At("model.onnx"), model);
        using var runtime = new OnnxRuntime(At("model.onnx"), 1, "input", "logits");
        using var x = Noise(model);
        var found = new float[Samples * 3];

        runtime.Run(x.Values, [.. x.Shape.ToArray().Select(size => (long)size)], found);

        RequireNear(Logits(model), found);
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes()
    {
        var model = models.Of("cabm");
        OnnxModelFile.Write(At("a.onnx"), model);
        OnnxModelFile.Write(At("b.onnx"), model);

        Assert.Equal(File.ReadAllBytes(At("a.onnx")), File.ReadAllBytes(At("b.onnx")));
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused_with_a_sentence()
    {
        var model = models.Of("cabm");
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
        var model = models.Of("cabm");
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
                using var changed = ModelFile.Read(At("changed.onnx"));
                Logits(changed);
            }
            catch (InputFaultException)
            {
                // The one exception that is allowed.
            }
        }
    }

    private static float[] Logits(Model model)
    {
        using var workers = new Workers(1);
        using var tape = new Tape(workers) { Training = false, Recording = false };
        using var x = Noise(model);
        return model.Network.Forward(tape, x).Values.ToArray();
    }

    private static Tensor Noise(Model model)
    {
        var random = new RandomStream(3);
        var shape = model.Description.Shape;
        int[] map = [shape.Height, shape.Width, shape.Channels];
        var x = Tensor.Create(new Shape(shape.Frames > 1 ? [Samples, shape.Frames, .. map] : [Samples, .. map]));
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

    /// <summary>Each network, trained a little, once for all tests.</summary>
    public sealed class TrainedModels : IDisposable
    {
        private const int Frames = 4;
        private readonly Dictionary<string, Model> _models = [];

        public Model Of(string name)
        {
            if (!_models.TryGetValue(name, out var model))
            {
                var (network, set) = (NetworkRegistry.Find(name), MadeUpClips.Set(subjects: 2, clipsEach: 6));
                _models[name] = model = ModelTraining.Train(
                    network.TakesSequences ? Sequences(set) : set,
                    network,
                    new Recipe
                    {
                        Epochs = 2,
                        Batch = 6,
                        Input = InputOf(name),
                    },
                    seed: 1,
                    threads: 2,
                    new Progress<ProgressStep>()
                );
            }

            return model;
        }

        // Two take no smaller maps than this.
        private static string InputOf(string name) =>
            name is "capsulenet" or "emr" ? "raw | resize height=132 width=132" : new Recipe().Input;

        // A motion that grows from frame to frame.
        private static PreparedSet Sequences(PreparedSet set) =>
            new([
                .. set.Clips.Select(clip =>
                    clip with
                    {
                        Map = new MotionMap(
                            clip.Map.Shape with
                            {
                                Frames = Frames,
                            },
                            [
                                .. Enumerable
                                    .Range(1, Frames)
                                    .SelectMany(i => clip.Map.Values.ToArray().Select(v => v * i / Frames)),
                            ]
                        ),
                    }
                ),
            ]);

        public void Dispose()
        {
            foreach (var model in _models.Values)
            {
                model.Dispose();
            }
        }
    }
}
