"""Golden values of whole networks from PyTorch (Debian's python3-torch, 1.13.1): logits, loss and gradients.

Writes networks.safetensors beside this script. Weights and inputs are sines of the element's number in Mien's own layout,
so that nothing but results has to be stored. Run: /usr/bin/python3 make_networks.py
"""
import json
import math
import os
import struct

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


class SE(nn.Module):
    def __init__(self, c, r):
        super().__init__()
        self.reduce, self.expand = nn.Linear(c, max(1, c // r)), nn.Linear(max(1, c // r), c)

    def forward(self, x):
        s = torch.sigmoid(self.expand(F.relu(self.reduce(x.mean((2, 3))))))
        return x * s[:, :, None, None]


class ECA(nn.Module):
    def __init__(self, c, r):
        super().__init__()
        t = int(abs(math.log2(c) + 1) / 2)
        k = max(3, t if t % 2 else t + 1)
        self.over = nn.Conv1d(1, 1, k, padding=k // 2, bias=False)

    def forward(self, x):
        return x * torch.sigmoid(self.over(x.mean((2, 3))[:, None])[:, 0])[:, :, None, None]


class CBAM(nn.Module):
    def __init__(self, c, r):
        super().__init__()
        self.reduce, self.expand = nn.Linear(c, max(1, c // r)), nn.Linear(max(1, c // r), c)
        self.spatial, self.spatial_norm = nn.Conv2d(2, 1, 7, padding=3, bias=False), nn.BatchNorm2d(1)

    def forward(self, x):
        mlp = lambda v: self.expand(F.relu(self.reduce(v)))
        x = x * torch.sigmoid(mlp(x.mean((2, 3))) + mlp(x.amax((2, 3))))[:, :, None, None]
        both = torch.cat([x.amax(1, keepdim=True), x.mean(1, keepdim=True)], 1)
        return x * torch.sigmoid(self.spatial_norm(self.spatial(both)))


class Coordinate(nn.Module):
    def __init__(self, c, r):
        super().__init__()
        m = max(8, c // 32)
        self.squeeze, self.norm = nn.Conv2d(c, m, 1), nn.BatchNorm2d(m)
        self.rows, self.columns = nn.Conv2d(m, c, 1), nn.Conv2d(m, c, 1)

    def forward(self, x):
        h, w = x.shape[2:]
        y = torch.cat([x.mean(3, keepdim=True), x.mean(2, keepdim=True).transpose(2, 3)], 2)
        y = F.hardswish(self.norm(self.squeeze(y)))
        return x * torch.sigmoid(self.rows(y[:, :, :h])) * torch.sigmoid(self.columns(y[:, :, h:]).transpose(2, 3))


class Block(nn.Module):
    def __init__(self, h, k, attention):
        super().__init__()
        self.depthwise, self.depthwise_norm = nn.Conv2d(h, h, k, groups=h, padding="same"), nn.BatchNorm2d(h)
        self.attention = attention
        self.pointwise, self.pointwise_norm = nn.Conv2d(h, h, 1), nn.BatchNorm2d(h)

    def forward(self, x):
        y = x + self.depthwise_norm(F.gelu(self.depthwise(x)))
        if self.attention is not None:
            y = self.attention(y)
        return self.pointwise_norm(F.gelu(self.pointwise(y)))


class ConvMixer(nn.Module):
    def __init__(self, side, h, d, k, p, kind, everywhere, r, flatten):
        super().__init__()
        make = lambda: kind(h, r) if kind else None
        self.flatten = flatten
        self.stem, self.stem_norm = nn.Conv2d(3, h, p, p), nn.BatchNorm2d(h)
        self.blocks = nn.ModuleList([Block(h, k, make() if everywhere else None) for _ in range(d)])
        self.attention = None if everywhere else make()
        self.head = nn.Linear(h * (side // p) ** 2 if flatten else h, 3)

    def forward(self, x):
        x = self.stem_norm(F.gelu(self.stem(x)))
        for block in self.blocks:
            x = block(x)
        if self.attention is not None:
            x = self.attention(x)
        # Mien's maps are rows, columns, channels: flattening follows that order.
        x = x.permute(0, 2, 3, 1).flatten(1) if self.flatten else x.mean((2, 3))
        return self.head(x)


def to_mien(name, a):
    """From PyTorch's layout to Mien's."""
    if a.ndim == 4 and ".depthwise." in name:
        return a[:, 0].transpose(1, 2, 0)
    if a.ndim == 4:
        return a.transpose(2, 3, 1, 0)
    if a.ndim == 3:
        return a.transpose(2, 1, 0)[None].transpose(0, 1, 2, 3)
    return a.T if a.ndim == 2 else a


def from_mien(name, flat, shape):
    mien = to_mien(name, np.zeros(shape, np.float32)).shape
    a = flat.reshape(mien)
    if len(shape) == 4 and ".depthwise." in name:
        return a.transpose(2, 0, 1)[:, None]
    if len(shape) == 4:
        return a.transpose(3, 2, 0, 1)
    if len(shape) == 3:
        return a[0].transpose(2, 1, 0)
    return a.T if len(shape) == 2 else a


def wave(n, scale, phase):
    i = np.arange(n, dtype=np.float64)
    return (scale * np.sin(0.7 * i + 0.01 * i * np.sin(0.37 * i) + phase)).astype(np.float32)


def weights(name, shape):
    n = int(np.prod(shape))
    phase = float(sum(name.encode()) % 97)
    if "norm" in name:
        return wave(n, 0.1, phase) + np.float32(1.0 if name.endswith("weight") else 0.0)
    return wave(n, 0.1, phase)


small = dict(side=28, h=32, d=1, k=5, p=4, r=8, flatten=True)
large = dict(side=28, h=256, d=8, k=5, p=2, r=16, flatten=False)
networks = {
    "cabm": ConvMixer(kind=CBAM, everywhere=False, **small),
    "cabm-block": ConvMixer(kind=CBAM, everywhere=True, **small),
    "cabm-se": ConvMixer(kind=SE, everywhere=False, **small),
    "cabm-eca": ConvMixer(kind=ECA, everywhere=False, **small),
    "cabm-coordinate": ConvMixer(kind=Coordinate, everywhere=False, **small),
    "convmixer-32-1": ConvMixer(kind=None, everywhere=False, **small),
    "convmixer-256-8": ConvMixer(kind=None, everywhere=False, **large),
    "cabm-256-8": ConvMixer(kind=CBAM, everywhere=True, **large),
}


def main():
    tensors = {}
    batch = 4
    x = torch.from_numpy(wave(batch * 28 * 28 * 3, 1.0, 0.0).reshape(batch, 28, 28, 3).transpose(0, 3, 1, 2).copy())
    labels = torch.tensor([0, 1, 2, 0])
    for name, net in networks.items():
        net.train()
        rename = lambda n: n.replace("attention.over.weight", "attention.weight")
        with torch.no_grad():
            for n, p in net.named_parameters():
                m = rename(n)
                p.copy_(torch.from_numpy(np.ascontiguousarray(from_mien("." + n, weights(m, p.shape), tuple(p.shape)))))
        # In double precision, so that the golden values carry no rounding of their own.
        net.double()
        logits = net(x.double())
        loss = F.cross_entropy(logits, labels, weight=torch.tensor([0.5, 1.0, 2.0], dtype=torch.float64), label_smoothing=0.1)
        loss.backward()
        tensors[name + "/logits"] = logits.detach().numpy()
        tensors[name + "/loss"] = loss.detach().numpy().reshape(1)
        for n, p in net.named_parameters():
            g = to_mien("." + n, p.grad.numpy())
            flat = np.ascontiguousarray(g).astype(np.float64).ravel()
            # The largest element, the norm, and a projection that any misplaced element changes.
            projection = flat @ wave(flat.size, 1.0, 1.0).astype(np.float64)
            tensors[f"{name}/{rename(n)}"] = np.array([np.abs(flat).max(), np.linalg.norm(flat), projection], np.float32)
    write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "networks.safetensors"), tensors)


def write(path, tensors, maker="make_networks.py"):
    header, data, at = {"__metadata__": {"made by": f"{maker}, PyTorch {torch.__version__}"}}, b"", 0
    for name, a in tensors.items():
        raw = np.ascontiguousarray(a, np.float32).tobytes()
        header[name] = {"dtype": "F32", "shape": list(a.shape), "data_offsets": [at, at + len(raw)]}
        data, at = data + raw, at + len(raw)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + data)


if __name__ == "__main__":
    main()
