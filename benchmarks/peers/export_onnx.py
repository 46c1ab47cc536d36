"""Writes the large network as an ONNX file, input x and output y, dynamic batch: export_onnx.py FILE."""

import sys

import networks
import torch

torch.manual_seed(1)
axes = {"x": {0: "batch"}, "y": {0: "batch"}}
torch.onnx.export(
    networks.large().eval(), torch.zeros(1, 3, 112, 112), sys.argv[1], opset_version=17,
    input_names=["x"], output_names=["y"], dynamic_axes=axes,
)  # fmt: skip
