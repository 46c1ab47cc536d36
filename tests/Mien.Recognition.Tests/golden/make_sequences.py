"""Golden values of the networks for sequences from PyTorch (Debian's python3-torch, 1.13): logits, loss and gradients.

Written from the papers and from the comments of Mien's own network, with PyTorch's layers (Conv3d, LSTM). Writes
sequences.safetensors beside this script; weights and inputs are sines as in make_networks.py.
Run: /usr/bin/python3 make_sequences.py
"""
import os

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from make_networks import CBAM, wave, weights, write

FRAMES, SIDE, BATCH = 5, 12, 4


def flat(x):
    return x.permute(0, 2, 3, 1).flatten(1)


class TimeAttention(nn.Module):
    def __init__(self, c, hidden):
        super().__init__()
        self.hidden, self.score = nn.Linear(c, hidden), nn.Linear(hidden, 1, bias=False)

    def forward(self, x):  # [N, T, C, H, W]
        a = torch.softmax(self.score(torch.tanh(self.hidden(x.mean((3, 4))))).squeeze(2), 1)
        return torch.einsum("nt,ntchw->nchw", a, x)


class CabmSequence(nn.Module):
    def __init__(self, h=32, k=5, p=4):
        super().__init__()
        self.stem, self.stem_norm = nn.Conv2d(3, h, p, p), nn.BatchNorm2d(h)
        self.space, self.space_norm = nn.Conv2d(h, h, k, groups=h, padding=k // 2), nn.BatchNorm2d(h)
        # A volume [N, C, T, H, W] here, where Mien makes a picture of time and places.
        self.time, self.time_norm = nn.Conv3d(h, h, (3, 1, 1), groups=h, padding=(1, 0, 0)), nn.BatchNorm3d(h)
        self.pointwise, self.pointwise_norm = nn.Conv2d(h, h, 1), nn.BatchNorm2d(h)
        self.time_attention, self.attention = TimeAttention(h, 8), CBAM(h, 8)
        self.head = nn.Linear(h * (SIDE // p) ** 2, 3)

    def forward(self, x):
        n, t = x.shape[:2]
        y = self.stem_norm(F.gelu(self.stem(x.flatten(0, 1))))
        y = y + self.space_norm(F.gelu(self.space(y)))
        v = y.unflatten(0, (n, t)).transpose(1, 2)
        v = v + self.time_norm(F.gelu(self.time(v)))
        y = self.pointwise_norm(F.gelu(self.pointwise(v.transpose(1, 2).flatten(0, 1))))
        return self.head(flat(self.attention(self.time_attention(y.unflatten(0, (n, t))))))


class FrameLstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.first_norm = nn.Conv2d(3, 16, 5, padding=2), nn.BatchNorm2d(16)
        self.second, self.second_norm = nn.Conv2d(16, 32, 3, padding=1), nn.BatchNorm2d(32)
        self.features = nn.Linear((SIDE // 4) ** 2 * 32, 64)
        self.lstm, self.head = nn.LSTM(64, 64, batch_first=True), nn.Linear(64, 3)

    def forward(self, x):
        n, t = x.shape[:2]
        y = F.max_pool2d(self.first_norm(F.relu(self.first(x.flatten(0, 1)))), 2)
        y = F.max_pool2d(self.second_norm(F.relu(self.second(y))), 2)
        _, (last, _) = self.lstm(F.relu(self.features(flat(y))).unflatten(0, (n, t)))
        return self.head(last[0])


class Split(nn.Module):
    def __init__(self, c, n, middle, stride):
        super().__init__()
        self.space = nn.Conv3d(c, middle, (1, 3, 3), (1, stride, stride), (0, 1, 1), bias=False)
        self.norm = nn.BatchNorm3d(middle)
        self.time = nn.Conv3d(middle, n, (3, 1, 1), (stride, 1, 1), (1, 0, 0), bias=False)

    def forward(self, x):
        return self.time(F.relu(self.norm(self.space(x))))


class VolumeBlock(nn.Module):
    def __init__(self, c, n, stride):
        super().__init__()
        middle = c * n * 27 // (c * 9 + 3 * n)
        self.first, self.first_norm = Split(c, n, middle, stride), nn.BatchNorm3d(n)
        self.second, self.second_norm = Split(n, n, middle, 1), nn.BatchNorm3d(n)
        self.shortcut = None
        if stride > 1 or c != n:
            self.shortcut, self.shortcut_norm = nn.Conv3d(c, n, 1, stride, bias=False), nn.BatchNorm3d(n)

    def forward(self, x):
        y = self.second_norm(self.second(F.relu(self.first_norm(self.first(x)))))
        return F.relu(y + (x if self.shortcut is None else self.shortcut_norm(self.shortcut(x))))


class R2Plus1D(nn.Module):
    def __init__(self, widths=(16, 32, 64), middle=12, k=5):
        super().__init__()
        self.stem_space = nn.Conv3d(3, middle, (1, k, k), (1, 2, 2), (0, k // 2, k // 2), bias=False)
        self.stem_space_norm = nn.BatchNorm3d(middle)
        self.stem_time = nn.Conv3d(middle, widths[0], (3, 1, 1), 1, (1, 0, 0), bias=False)
        self.stem_time_norm = nn.BatchNorm3d(widths[0])
        inputs = (widths[0],) + widths
        self.stages = nn.ModuleList(
            [nn.ModuleList([VolumeBlock(inputs[i], n, 2 if i else 1)]) for i, n in enumerate(widths)]
        )
        self.head = nn.Linear(widths[-1], 3)

    def forward(self, x):
        y = F.relu(self.stem_space_norm(self.stem_space(x.transpose(1, 2))))
        y = F.relu(self.stem_time_norm(self.stem_time(y)))
        for stage in self.stages:
            y = stage[0](y)
        return self.head(y.mean((2, 3, 4)))


NETWORKS = {"cabm-sequence": CabmSequence(), "cnn-lstm": FrameLstm(), "r2plus1d-small": R2Plus1D()}
LSTM = {"weight_ih_l0": "input.weight", "weight_hh_l0": "hidden.weight", "bias_ih_l0": "input.bias", "bias_hh_l0": "hidden.bias"}


def mien_name(name):
    stem, _, last = name.rpartition(".")
    return f"{stem}.{LSTM[last]}" if last in LSTM else name


def axes(name, shape):
    """The order of PyTorch's axes in Mien's layout, and which of them a depthwise kernel does not have there."""
    if len(shape) == 5:
        return ((2, 3, 0), (1, 4)) if name.startswith("time.") else ((2, 3, 4, 1, 0), ())
    if len(shape) == 4:
        return ((2, 3, 0), (1,)) if name.startswith("space.") else ((2, 3, 1, 0), ())
    return ((1, 0), ()) if len(shape) == 2 else ((0,), ())


def to_mien(name, a):
    order, gone = axes(name, a.shape)
    return a.transpose(order + gone).reshape([a.shape[i] for i in order])


def from_mien(name, values, shape):
    order, gone = axes(name, shape)
    moved = values.reshape([shape[i] for i in order] + [1] * len(gone))
    return moved.transpose(np.argsort(order + gone))


def run(name, net, tensors):
    x = torch.from_numpy(wave(BATCH * FRAMES * SIDE * SIDE * 3, 1.0, 0.0).reshape(BATCH, FRAMES, SIDE, SIDE, 3).transpose(0, 1, 4, 2, 3).copy())
    with torch.no_grad():
        for n, p in net.named_parameters():
            p.copy_(torch.from_numpy(np.ascontiguousarray(from_mien(n, weights(mien_name(n), tuple(p.shape)), tuple(p.shape)))))
    net.double().train()
    logits = net(x.double())
    weight = torch.tensor([0.5, 1, 2], dtype=torch.float64)
    loss = F.cross_entropy(logits, torch.tensor([0, 1, 2, 0]), weight=weight, label_smoothing=0.1)
    loss.backward()
    tensors[name + "/logits"] = logits.detach().numpy()
    tensors[name + "/loss"] = loss.detach().numpy().reshape(1)
    for n, p in net.named_parameters():
        g = np.ascontiguousarray(to_mien(n, p.grad.numpy())).astype(np.float64).ravel()
        projection = g @ wave(g.size, 1.0, 1.0).astype(np.float64)
        tensors[f"{name}/{mien_name(n)}"] = np.array([np.abs(g).max(), np.linalg.norm(g), projection], np.float32)


def main():
    tensors = {}
    for name, net in NETWORKS.items():
        run(name, net, tensors)
    write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "sequences.safetensors"), tensors, "make_sequences.py")


main()
