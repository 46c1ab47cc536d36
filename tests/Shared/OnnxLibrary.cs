using System.Runtime.InteropServices;

namespace Mien.Testing;

/// <summary>ONNX Runtime's library, as npm's onnxruntime-node carries it.</summary>
internal static class OnnxLibrary
{
    private const string Variable = "ONNXRUNTIME_LIBRARY";

    /// <summary>Tells OnnxRuntime where the library is. Skips the test where there is none; in CI the test then fails.</summary>
    public static void Require()
    {
        var library = Find();
        Assert.SkipUnless(
            library is not null || Environment.GetEnvironmentVariable("CI") is { Length: > 0 },
            "needs ONNX Runtime: npm install --prefix artifacts/peers --ignore-scripts onnxruntime-node@1.30.0"
        );
        Assert.True(library is not null, "ONNX Runtime is missing in CI: ./test installs it with npm");
        Environment.SetEnvironmentVariable(Variable, library);
    }

    private static string? Find()
    {
        var machine = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var peers = Path.Combine(RealData.Repository, "artifacts", "peers", "node_modules", "onnxruntime-node", "bin");
        var path = Path.Combine(peers, "napi-v6", "linux", machine, "libonnxruntime.so.1");
        return new[] { Environment.GetEnvironmentVariable(Variable), path }.FirstOrDefault(File.Exists);
    }
}
