using System.Runtime.InteropServices;
using System.Text;

namespace Mien.Benchmarks.Rivals;

/// <summary>
/// As much of ONNX Runtime as the benchmark needs, called through the function table of its C API, whose order never changes
/// (onnxruntime_c_api.h). The library is found by the environment variable ONNXRUNTIME_LIBRARY.
/// </summary>
internal sealed unsafe class OnnxRuntime : IDisposable
{
    private const int ApiVersion = 16;
    private const int GetErrorMessage = 2;
    private const int CreateEnvironment = 3;
    private const int CreateSession = 7;
    private const int RunSession = 9;
    private const int CreateSessionOptions = 10;
    private const int SetGraphOptimization = 23;
    private const int SetIntraOpThreads = 24;
    private const int CreateTensor = 49;
    private const int GetTensorData = 51;
    private const int CreateCpuMemory = 69;
    private const int ReleaseValue = 96;
    private const int FloatElement = 1;
    private const int AllOptimizations = 99;

    private readonly nint* _api;
    private readonly nint _session;
    private readonly nint _memory;
    private readonly byte* _inputName;
    private readonly byte* _outputName;

    /// <summary>Opens a model.</summary>
    public OnnxRuntime(string model, int threads, string input = "x", string output = "y")
    {
        _inputName = Text(input);
        _outputName = Text(output);
        var path =
            Environment.GetEnvironmentVariable("ONNXRUNTIME_LIBRARY")
            ?? throw new InvalidOperationException("ONNXRUNTIME_LIBRARY names no library");
        var library = NativeLibrary.Load(path);
        var table = (delegate* unmanaged<nint*>)NativeLibrary.GetExport(library, "OrtGetApiBase");
        var basis = table();
        _api = (nint*)((delegate* unmanaged<uint, nint>)basis[0])(ApiVersion);
        Version = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)basis[1])())!;
        nint environment,
            options,
            session,
            memory;
        var log = Text("mien");
        Check(((delegate* unmanaged<int, byte*, nint*, nint>)_api[CreateEnvironment])(3, log, &environment));
        Check(((delegate* unmanaged<nint*, nint>)_api[CreateSessionOptions])(&options));
        Check(((delegate* unmanaged<nint, int, nint>)_api[SetIntraOpThreads])(options, threads));
        Check(((delegate* unmanaged<nint, int, nint>)_api[SetGraphOptimization])(options, AllOptimizations));
        var modelPath = Text(model);
        Check(
            ((delegate* unmanaged<nint, byte*, nint, nint*, nint>)_api[CreateSession])(
                environment,
                modelPath,
                options,
                &session
            )
        );
        Check(((delegate* unmanaged<int, int, nint*, nint>)_api[CreateCpuMemory])(1, 0, &memory));
        _session = session;
        _memory = memory;
    }

    /// <summary>The library's version.</summary>
    public string Version { get; }

    /// <summary>Computes the output of an input and throws it away.</summary>
    public void Run(ReadOnlySpan<float> input, ReadOnlySpan<long> shape) => Run(input, shape, []);

    /// <summary>Computes the output of an input and copies as many of its numbers as there is room for.</summary>
    public void Run(ReadOnlySpan<float> input, ReadOnlySpan<long> shape, Span<float> result)
    {
        nint value,
            output = 0;
        fixed (float* data = input)
        fixed (long* sizes = shape)
        fixed (byte** inputName = &_inputName)
        fixed (byte** outputName = &_outputName)
        {
            Check(
                ((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)_api[CreateTensor])(
                    _memory,
                    data,
                    (nuint)input.Length * sizeof(float),
                    sizes,
                    (nuint)shape.Length,
                    FloatElement,
                    &value
                )
            );
            Check(
                ((delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)_api[RunSession])(
                    _session,
                    0,
                    inputName,
                    &value,
                    1,
                    outputName,
                    1,
                    &output
                )
            );
        }

        float* numbers;
        Check(((delegate* unmanaged<nint, float**, nint>)_api[GetTensorData])(output, &numbers));
        new Span<float>(numbers, result.Length).CopyTo(result);
        ((delegate* unmanaged<nint, void>)_api[ReleaseValue])(value);
        ((delegate* unmanaged<nint, void>)_api[ReleaseValue])(output);
    }

    /// <summary>Frees the names; the session lives as long as the process.</summary>
    public void Dispose()
    {
        NativeMemory.Free(_inputName);
        NativeMemory.Free(_outputName);
    }

    private static byte* Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text + '\0');
        var copy = (byte*)NativeMemory.Alloc((nuint)bytes.Length);
        bytes.CopyTo(new Span<byte>(copy, bytes.Length));
        return copy;
    }

    private void Check(nint status)
    {
        if (status != 0)
        {
            var message = ((delegate* unmanaged<nint, nint>)_api[GetErrorMessage])(status);
            throw new InvalidOperationException($"ONNX Runtime: {Marshal.PtrToStringUTF8(message)}");
        }
    }
}
