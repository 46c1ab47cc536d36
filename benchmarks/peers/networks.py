"""The networks of the duels, written in PyTorch as Mien.Recognition/Networks defines them."""

import torch
from torch import nn


class Cbam(nn.Module):
    """Convolutional block attention (Woo et al. 2018), channel gate then spatial gate."""

    def __init__(self, channels, reduction):
        super().__init__()
        hidden = channels // reduction
        self.squeeze = nn.Sequential(nn.Linear(channels, hidden), nn.ReLU(), nn.Linear(hidden, channels))
        self.spatial = nn.Sequential(nn.Conv2d(2, 1, 7, padding=3, bias=False), nn.BatchNorm2d(1))

    def forward(self, x):
        gate = torch.sigmoid(self.squeeze(x.mean((2, 3))) + self.squeeze(x.amax((2, 3))))
        x = x * gate[:, :, None, None]
        summary = torch.cat([x.amax(1, keepdim=True), x.mean(1, keepdim=True)], 1)
        return x * torch.sigmoid(self.spatial(summary))


class Block(nn.Module):
    def __init__(self, width, kernel):
        super().__init__()
        self.mix_places = nn.Sequential(
            nn.Conv2d(width, width, kernel, groups=width, padding=kernel // 2), nn.GELU(), nn.BatchNorm2d(width)
        )
        self.mix_channels = nn.Sequential(nn.Conv2d(width, width, 1), nn.GELU(), nn.BatchNorm2d(width))

    def forward(self, x):
        return self.mix_channels(x + self.mix_places(x))


def conv_mixer(channels, classes, width, depth, kernel, patch, reduction, head):
    stem = [nn.Conv2d(channels, width, patch, stride=patch), nn.GELU(), nn.BatchNorm2d(width)]
    blocks = [Block(width, kernel) for _ in range(depth)]
    return nn.Sequential(*stem, *blocks, Cbam(width, reduction), *head)


def large():
    """ConvMixer-256/8, kernel 9, patch 7, CBAM before the averaging head; 112x112x3, 3 classes."""
    head = [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(256, 3)]
    return conv_mixer(3, 3, width=256, depth=8, kernel=9, patch=7, reduction=16, head=head)


def small():
    """The default CABM: 28x28x3, 3 classes, 8,747 parameters."""
    head = [nn.Flatten(), nn.Dropout(0.5), nn.Linear(32 * 7 * 7, 3)]
    return conv_mixer(3, 3, width=32, depth=1, kernel=5, patch=4, reduction=8, head=head)
