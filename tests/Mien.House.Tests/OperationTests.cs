using System.Text.RegularExpressions;

namespace Mien.House.Tests;

/// <summary>Every operation of the tensor engine is proved: by numerical gradients, by PyTorch's values, and as ONNX.</summary>
public sealed partial class OperationTests
{
    private const string Tests = "tests/Mien.Tensors.Tests/";

    /// <summary>Operations without an input, which have no gradient.</summary>
    private static readonly string[] _constants = ["Constant", "Zeros"];

    [Fact]
    public void Every_operation_has_a_numerical_gradient_check() =>
        RequireAll(Operations().Except(_constants), Tests + "Operations/GradientTests.cs", "check its gradient there");

    [Fact]
    public void Every_operation_is_held_against_PyTorch() =>
        // No two libraries draw the same dropout masks; its share and mean are tested instead.
        RequireAll(
            Operations().Except([.. _constants, "Dropout"]),
            Tests + "Operations/GoldenTests.cs",
            "add it to golden/make_ops.py and to the cases there"
        );

    [Fact]
    public void Every_operation_of_inference_is_written_as_ONNX_and_read_back() =>
        // Losses belong to training; the fused stage is heard as its single operations.
        RequireAll(
            Operations().Except(["BinaryCrossEntropyWithLogits", "CrossEntropy", "FocalLoss", "ConvolutionStage"]),
            Tests + "Onnx/OnnxOperationTests.cs",
            "give it an ONNX form in OnnxExporter and OnnxNetwork, and a case there"
        );

    private static void RequireAll(IEnumerable<string> operations, string file, string remedy)
    {
        var text = Sources.Read(file);
        var missing = operations.Where(operation => !text.Contains($"tape.{operation}(", StringComparison.Ordinal));
        Assert.True(!missing.Any(), $"{file} does not use {string.Join(", ", missing)}: {remedy}.");
    }

    private static string[] Operations() =>
        [
            .. Sources
                .Files("src/Mien.Tensors/Operations", "*.cs")
                .SelectMany(file => Operation().Matches(Sources.Read(file)))
                .Select(match => match.Groups[1].Value)
                .Distinct(),
        ];

    [GeneratedRegex(@"(?:public|internal) static Tensor (\w+)\(\s*this Tape ")]
    private static partial Regex Operation();
}
