#!/usr/bin/env bash
# The peer of infer-b1 and infer-b16: serves rounds of a batch size. The ONNX file is written by Mien's exporter, of the
# network that Mien runs, and its logits are compared first.
set -e
here=$(cd "$(dirname "$0")" && pwd)
cache=$here/../../artifacts/peers
export ONNXRUNTIME_LIBRARY=$cache/node_modules/onnxruntime-node/bin/napi-v6/linux/$(node -p process.arch)/libonnxruntime.so.1
exec dotnet "$here/../../artifacts/bin/Mien.Benchmarks/release/Mien.Benchmarks.dll" onnx "$cache/large-b$1.onnx" "$1"
