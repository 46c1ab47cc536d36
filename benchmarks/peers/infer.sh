#!/usr/bin/env bash
# The peer of infer-b1 and infer-b16: writes the network's ONNX file once, then serves rounds of a batch size.
set -e
here=$(cd "$(dirname "$0")" && pwd)
cache=$here/../../artifacts/peers
model=$cache/large.onnx
[ -f "$model" ] || /usr/bin/python3 "$here/export_onnx.py" "$model" >&2
export ONNXRUNTIME_LIBRARY=$cache/node_modules/onnxruntime-node/bin/napi-v6/linux/$(node -p process.arch)/libonnxruntime.so.1
exec dotnet "$here/../../artifacts/bin/Mien.Benchmarks/release/Mien.Benchmarks.dll" onnx "$model" "$1"
