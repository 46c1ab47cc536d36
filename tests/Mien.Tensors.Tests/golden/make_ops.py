"""Writes operations.safetensors: outputs and gradients of the tensor operations as PyTorch computes them.

Run with Debian 12's /usr/bin/python3 and python3-torch; the file names the version. Tensors are made and differentiated in
Mien's layouts (pictures NHWC, kernels [rows, columns, in, out], linear [in, out]) and permuted for PyTorch inside. Inputs
come from a small generator that the test repeats, so the file holds results only: for each case one vector with the output
and then the gradients of the inputs.
"""

import json
import os
import struct

import torch
import torch.nn.functional as F

torch.set_num_threads(1)


class Numbers:
    """A linear congruential generator (Numerical Recipes) of exact float32 values in [-2, 2)."""

    def __init__(self, seed):
        self.state = seed

    def tensor(self, shape):
        count = 1
        for size in shape:
            count *= size
        values = []
        for _ in range(count):
            self.state = (self.state * 1664525 + 1013904223) % 2**32
            values.append((self.state >> 8) / 2**22 - 2)
        return torch.tensor(values, dtype=torch.float32).reshape(shape)


def nchw(x):
    return x.permute(0, 3, 1, 2)


def nhwc(x):
    return x.permute(0, 2, 3, 1)


def conv(stride=1, dilation=1, padding=0):
    return lambda x, w, b: nhwc(F.conv2d(nchw(x), w.permute(3, 2, 0, 1), b, stride, padding, dilation))


def depthwise(stride=1, dilation=1, padding=0):
    return lambda x, w, b: nhwc(
        F.conv2d(nchw(x), w.permute(2, 0, 1).unsqueeze(1), b, stride, padding, dilation, groups=w.shape[2])
    )


def batch_norm(x, gamma, beta):
    mean, var = torch.zeros(x.shape[-1]), torch.ones(x.shape[-1])
    y = F.batch_norm(nchw(x), mean, var, gamma, beta, training=True, momentum=0.1, eps=1e-5)
    return torch.cat([nhwc(y).reshape(-1), mean, var])


def batch_norm_eval(x, gamma, beta):
    mean, var = torch.full((x.shape[-1],), 0.25), torch.full((x.shape[-1],), 0.5)
    return nhwc(F.batch_norm(nchw(x), mean, var, gamma, beta, training=False, eps=1e-5))


def attention(q, k, v):
    def split(x):
        return x.reshape(x.shape[0], x.shape[1], 2, 3).permute(0, 2, 1, 3)

    shares = F.softmax(split(q) @ split(k).transpose(-1, -2) / 3**0.5, -1)
    return (shares @ split(v)).permute(0, 2, 1, 3).reshape(q.shape)


def grid_sample(x, places):
    scale = torch.tensor([2 / (x.shape[2] - 1), 2 / (x.shape[1] - 1)])
    grid = places * scale - 1
    return nhwc(F.grid_sample(nchw(x), grid, "bilinear", "border", align_corners=True))


def affine_sample(x, affine):
    rows, columns = x.shape[1], x.shape[2]
    row, column = torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij")
    middle = torch.tensor([(columns - 1) / 2, (rows - 1) / 2])
    offsets = torch.stack([column, row], -1) - middle
    places = torch.einsum("nij,hwj->nhwi", affine[:, :, :2], offsets) + affine[:, None, None, :, 2] + middle
    return grid_sample(x, places)


def convolve_3d(x, w, b):
    y = F.conv3d(x.permute(0, 4, 1, 2, 3), w.permute(4, 3, 0, 1, 2), b, (2, 1, 1), (1, 1, 1))
    return y.permute(0, 2, 3, 4, 1)


def focal(x):
    log = F.log_softmax(x, -1)
    return -(WEIGHTS * SOFT * (1 - log.exp()) ** 2 * log).sum() / (WEIGHTS * SOFT).sum()


def gru(x, wi, bi, wh, bh):
    weights = [wi.t(), wh.t(), bi, bh]
    return torch._VF.gru(x, torch.zeros(1, x.shape[0], 5), weights, True, 1, 0.0, False, False, True)[0]


def lstm(x, wi, bi, wh, bh):
    start = (torch.zeros(1, x.shape[0], 5), torch.zeros(1, x.shape[0], 5))
    return torch._VF.lstm(x, start, [wi.t(), wh.t(), bi, bh], True, 1, 0.0, False, False, True)[0]


WEIGHTS = torch.tensor([0.5, 1.0, 2.0])
CLASSES = torch.tensor([0, 2, 1, 1, 0])
SOFT = torch.tensor([[0.2, 0.3, 0.5], [1, 0, 0], [0, 0.6, 0.4], [0.1, 0.1, 0.8], [0, 1, 0]])

CASES = {
    "gelu": (F.gelu, [(3, 7)]),
    "relu": (F.relu, [(3, 7)]),
    "leaky-relu": (lambda x: F.leaky_relu(x, 0.2), [(3, 7)]),
    "sigmoid": (torch.sigmoid, [(3, 7)]),
    "tanh": (torch.tanh, [(3, 7)]),
    "hard-swish": (lambda x: F.hardswish(3 * x), [(3, 7)]),
    "softmax": (lambda x: F.softmax(x, -1), [(3, 19)]),
    "linear": (lambda x, w, b: x @ w + b, [(4, 5), (5, 3), (3,)]),
    "convolve-3x3": (conv(padding=1), [(1, 4, 5, 3), (3, 3, 3, 5), (5,)]),
    "convolve-patch": (conv(stride=4), [(1, 8, 8, 3), (4, 4, 3, 2), (2,)]),
    "convolve-same-even": (conv(padding="same"), [(1, 4, 5, 3), (4, 2, 3, 2), (2,)]),
    "convolve-dilated": (conv(stride=2, dilation=2, padding=2), [(1, 6, 7, 2), (3, 3, 2, 3), (3,)]),
    "depthwise": (depthwise(padding="same"), [(1, 4, 5, 3), (5, 5, 3), (3,)]),
    "depthwise-strided": (depthwise(stride=2, padding=1), [(1, 6, 5, 17), (3, 3, 17), (17,)]),
    "batch-norm": (batch_norm, [(2, 2, 3, 5), (5,), (5,)]),
    "batch-norm-eval": (batch_norm_eval, [(2, 2, 3, 5), (5,), (5,)]),
    "max-pool": (lambda x: nhwc(F.max_pool2d(nchw(x), (3, 2), 2, 1)), [(1, 5, 4, 3)]),
    "average-pool": (lambda x: nhwc(F.avg_pool2d(nchw(x), (3, 2), 2, 1)), [(1, 5, 4, 3)]),
    "global-max": (lambda x: nhwc(F.adaptive_max_pool2d(nchw(x), 1)), [(2, 3, 2, 3)]),
    "global-average": (lambda x: nhwc(F.adaptive_avg_pool2d(nchw(x), 1)), [(2, 3, 2, 3)]),
    "channel-max": (lambda x: x.max(-1, keepdim=True)[0], [(2, 3, 2, 5)]),
    "channel-mean": (lambda x: x.mean(-1, keepdim=True), [(2, 3, 2, 5)]),
    "channel-gate": (lambda x, g: x * g, [(2, 3, 2, 5), (2, 1, 1, 5)]),
    "spatial-gate": (lambda x, g: x * g, [(2, 3, 2, 5), (2, 3, 2, 1)]),
    "bias": (lambda x, b: x + b, [(2, 3, 2, 5), (5,)]),
    "cross-entropy": (lambda x: F.cross_entropy(x, CLASSES), [(5, 3)]),
    "cross-entropy-weighted": (lambda x: F.cross_entropy(x, CLASSES, WEIGHTS, label_smoothing=0.1), [(5, 3)]),
    "cross-entropy-soft": (lambda x: F.cross_entropy(x, SOFT, WEIGHTS, label_smoothing=0.1), [(5, 3)]),
}

CASES |= {
    "matmul": (lambda a, b: a @ b, [(2, 3, 5), (2, 5, 4)]),
    "matmul-transposed": (lambda a, b: a @ b.transpose(1, 2), [(2, 3, 5), (2, 4, 5)]),
    "log-softmax": (lambda x: F.log_softmax(x, -1), [(3, 19)]),
    "layer-norm": (lambda x, g, b: F.layer_norm(x, (5,), g, b), [(2, 3, 5), (5,), (5,)]),
    "attention": (attention, [(2, 3, 6), (2, 4, 6), (2, 4, 6)]),
    "permute": (lambda x: x.permute(2, 0, 1), [(2, 3, 5)]),
    "slice": (lambda x: x[:, 1:3], [(2, 4, 3)]),
    "grid-sample": (grid_sample, [(2, 4, 5, 3), (2, 3, 2, 2)]),
    "affine-sample": (affine_sample, [(2, 5, 6, 3), (2, 2, 3)]),
    "convolve-3d": (convolve_3d, [(1, 3, 4, 5, 2), (2, 3, 3, 2, 3), (3,)]),
    "binary-cross-entropy": (
        lambda x: F.binary_cross_entropy_with_logits(x, SOFT, pos_weight=WEIGHTS),
        [(5, 3)],
    ),
    "focal": (focal, [(5, 3)]),
    "gru": (gru, [(2, 4, 3), (3, 15), (15,), (5, 15), (15,)]),
    "lstm": (lstm, [(2, 4, 3), (3, 20), (20,), (5, 20), (20,)]),
}

CASES |= {
    "square-root": (lambda x: (x * x + 0.5).sqrt(), [(3, 7)]),
    "logarithm": (lambda x: (x * x + 0.5).log(), [(3, 7)]),
    "reciprocal": (lambda x: (x * x + 0.5).reciprocal(), [(3, 7)]),
    "adaptive-average": (lambda x: nhwc(F.adaptive_avg_pool2d(nchw(x), (3, 4))), [(2, 5, 7, 3)]),
}


def stage(x, w, b, gamma, beta):
    y = F.gelu(nchw(depthwise(padding=1)(x, w, b)))
    return nhwc(F.batch_norm(y, None, None, gamma, beta, training=True, eps=1e-5)) + x


def affine_grid(affine):
    row, column = torch.meshgrid(torch.arange(3), torch.arange(4), indexing="ij")
    middle = torch.tensor([1.5, 1.0])
    offsets = torch.stack([column, row], -1) - middle
    return torch.einsum("nij,hwj->nhwi", affine[:, :, :2], offsets) + affine[:, None, None, :, 2] + middle


CASES |= {
    "subtract": (lambda x, y: x - y, [(2, 3, 5), (5,)]),
    "transpose": (lambda x: x.transpose(1, 2), [(2, 3, 5)]),
    "flatten": (lambda x: x.flatten(1), [(2, 3, 5)]),
    "affine-grid": (affine_grid, [(2, 2, 3)]),
    "convolution-stage": (stage, [(2, 4, 3, 16), (3, 3, 16), (16,), (16,), (16,)]),
}


def run(number, function, shapes):
    numbers = Numbers(1000 + number)
    inputs = [numbers.tensor(shape).requires_grad_() for shape in shapes]
    output = function(*inputs)
    output.backward(numbers.tensor(output.shape))
    return torch.cat([output.detach().reshape(-1)] + [x.grad.reshape(-1) for x in inputs]).tolist()


header, data = {"__metadata__": {"torch": torch.__version__}}, b""
for number, (name, case) in enumerate(CASES.items()):
    values = run(number, *case)
    bytes_ = struct.pack(f"<{len(values)}f", *values)
    header[name] = {"dtype": "F32", "shape": [len(values)], "data_offsets": [len(data), len(data) + len(bytes_)]}
    data += bytes_
text = json.dumps(header, separators=(",", ":")).encode()
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "operations.safetensors")
with open(path, "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + data)
