"""Golden values of the rival networks from PyTorch (Debian's python3-torch, 1.13): logits, loss, gradients, and the
parameter counts of the networks at full size.

Written from the papers and the layers of their released codes, without Mien's. Writes rivals.safetensors beside this
script; weights and inputs are sines as in make_networks.py. Run: /usr/bin/python3 make_rivals.py
"""
import os

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from make_networks import from_mien, to_mien, wave, weights, write


def nhwc(x):
    return x.permute(0, 2, 3, 1)


def flat(x):
    """Mien's maps are rows, columns, channels: flattening follows that order."""
    return nhwc(x).flatten(1)


class Raw(nn.Module):
    """A parameter that has no place in a PyTorch layer: kept in Mien's layout."""

    def __init__(self, *shape):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(shape))


class STSTNet(nn.Module):
    def __init__(self, side=28, classes=3):
        super().__init__()
        self.streams, self.norm = nn.Conv2d(3, 16, 3, padding=2), nn.BatchNorm2d(16)
        left = ((side + 2 + 2 - 3) // 3 + 1) // 2
        self.head = nn.Linear(left * left * 16, classes)

    def forward(self, x):
        x = F.max_pool2d(self.norm(F.relu(self.streams(x))), 3, 3, 1)
        return self.head(flat(F.avg_pool2d(x, 2, 2)))


class OffStream(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Conv2d(1, 6, 5, padding=2), nn.Conv2d(6, 16, 5, padding=2)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.first(x)), 2)
        return flat(F.max_pool2d(F.relu(self.second(x)), 2))


class OffApexNet(nn.Module):
    def __init__(self, side=28, classes=3):
        super().__init__()
        self.u, self.v = OffStream(), OffStream()
        self.first = nn.Linear(2 * (side // 4) ** 2 * 16, 1024)
        self.second, self.head = nn.Linear(1024, 1024), nn.Linear(1024, classes)

    def forward(self, x):
        x = torch.cat([self.u(x[:, 0:1]), self.v(x[:, 1:2])], 1)
        return self.head(F.relu(self.second(F.relu(self.first(x)))))


class Inception(nn.Module):
    def __init__(self, c, n):
        super().__init__()
        self.point, self.pooled = nn.Conv2d(c, n, 1), nn.Conv2d(c, n, 1)
        self.reduce_three, self.three = nn.Conv2d(c, n, 1), nn.Conv2d(n, n, 3, padding=1)
        self.reduce_five, self.five = nn.Conv2d(c, n, 1), nn.Conv2d(n, n, 5, padding=2)

    def forward(self, x):
        three = F.relu(self.three(F.relu(self.reduce_three(x))))
        five = F.relu(self.five(F.relu(self.reduce_five(x))))
        pooled = F.relu(self.pooled(F.max_pool2d(x, 3, 1, 1)))
        return torch.cat([F.relu(self.point(x)), three, five, pooled], 1)


class DualInception(nn.Module):
    def __init__(self, side=28, classes=3):
        super().__init__()
        self.u = nn.ModuleList([Inception(1, 6), Inception(24, 16)])
        self.v = nn.ModuleList([Inception(1, 6), Inception(24, 16)])
        self.hidden, self.head = nn.Linear(2 * (side // 4) ** 2 * 64, 1024), nn.Linear(1024, classes)

    def forward(self, x):
        def follow(stream, y):
            for block in stream:
                y = F.max_pool2d(block(y), 2)
            return flat(y)

        x = torch.cat([follow(self.u, x[:, 0:1]), follow(self.v, x[:, 1:2])], 1)
        return self.head(F.relu(self.hidden(x)))


class RCNA(nn.Module):
    def __init__(self, maps=32, pool=5, classes=3):
        super().__init__()
        self.pool, self.classes = pool, classes
        self.stem, self.stem_norm = nn.Conv2d(3, maps, 5), nn.BatchNorm2d(maps)
        self.point, self.point_norm = nn.Conv2d(maps, maps, 1), nn.BatchNorm2d(maps)
        self.recurrent, self.recurrent_norm = nn.Conv2d(maps, maps, 3, padding=1), nn.BatchNorm2d(maps)
        self.head = Raw(classes, pool, pool, maps)
        self.head.bias = nn.Parameter(torch.zeros(classes))

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.stem_norm(self.stem(x))), 2)
        w = self.head.weight.permute(0, 3, 1, 2)
        early, cams = F.adaptive_avg_pool2d(x, self.pool), []
        for c in range(self.classes):
            cam = (w[c] * early).mean(1, keepdim=True)
            cam = cam - cam.amin((2, 3), keepdim=True)
            cams.append(cam / cam.amax((2, 3), keepdim=True))
        y = F.relu(self.point_norm(self.point(x)))
        for _ in range(2):
            y = F.relu(self.recurrent_norm(self.recurrent(x + y)))
        z = F.adaptive_avg_pool2d(F.max_pool2d(y, 2), self.pool) * torch.cat(cams, 1).mean(1, keepdim=True)
        return z.flatten(1) @ w.flatten(1).t() + self.head.bias


class SSSNet(nn.Module):
    def __init__(self, side=64, classes=3):
        super().__init__()
        self.first, self.first_norm = nn.Conv2d(3, 32, 5), nn.BatchNorm2d(32)
        self.second, self.second_norm = nn.Conv2d(32, 64, 3), nn.BatchNorm2d(64)
        left = ((side - 4) // 3 - 2) // 2
        self.hidden, self.head = nn.Linear(left * left * 64, 256), nn.Linear(256, classes)

    def forward(self, x):
        x = self.first_norm(F.max_pool2d(F.relu(self.first(x)), 3, 3))
        x = self.second_norm(F.max_pool2d(F.relu(self.second(x)), 2, 2))
        return self.head(F.relu(self.hidden(flat(x))))


class Residual(nn.Module):
    def __init__(self, c, n, stride):
        super().__init__()
        self.first, self.first_norm = nn.Conv2d(c, n, 3, stride, 1, bias=False), nn.BatchNorm2d(n)
        self.second, self.second_norm = nn.Conv2d(n, n, 3, 1, 1, bias=False), nn.BatchNorm2d(n)
        self.shortcut = None
        if stride != 1 or c != n:
            self.shortcut, self.shortcut_norm = nn.Conv2d(c, n, 1, stride, bias=False), nn.BatchNorm2d(n)

    def forward(self, x):
        y = self.second_norm(self.second(F.relu(self.first_norm(self.first(x)))))
        return F.relu(y + (x if self.shortcut is None else self.shortcut_norm(self.shortcut(x))))


class Trunk(nn.Module):
    def __init__(self, blocks, width, large):
        super().__init__()
        self.large, self.out = large, width << (len(blocks) - 1)
        self.stem = nn.Conv2d(3, width, 7, 2, 3, bias=False) if large else nn.Conv2d(3, width, 3, 1, 1, bias=False)
        self.stem_norm = nn.BatchNorm2d(width)
        self.stages = nn.ModuleList()
        for stage, count in enumerate(blocks):
            n, first = width << stage, stage > 0
            stack = [Residual(n // 2 if first else n, n, 2 if first else 1)]
            self.stages.append(nn.ModuleList(stack + [Residual(n, n, 1) for _ in range(count - 1)]))

    def forward(self, x):
        x = F.relu(self.stem_norm(self.stem(x)))
        x = F.max_pool2d(x, 3, 2, 1) if self.large else x
        for stage in self.stages:
            for block in stage:
                x = block(x)
        return x


class ResNet(nn.Module):
    def __init__(self, blocks=(2, 2, 2, 2), width=64, large=True, classes=3):
        super().__init__()
        self.trunk = Trunk(blocks, width, large)
        self.head = nn.Linear(self.trunk.out, classes)

    def forward(self, x):
        return self.head(self.trunk(x).mean((2, 3)))


class PartBased(nn.Module):
    def __init__(self, width=64, large=True, classes=3):
        super().__init__()
        self.trunk = Trunk((2, 2, 2, 2), width, large)
        self.upper, self.lower = nn.Linear(self.trunk.out, 64), nn.Linear(self.trunk.out, 64)
        self.head = nn.Linear(128, classes)

    def forward(self, x):
        x = self.trunk(x)
        cut = max(1, x.shape[2] * 3 // 7)
        upper = torch.tanh(self.upper(x[:, :, :cut].mean((2, 3))))
        lower = torch.tanh(self.lower(x[:, :, cut:].mean((2, 3))))
        return self.head(torch.cat([upper, lower], 1))


class Capsule(nn.Module):
    def __init__(self, side=224, width=64, large=True, kernel=9, left=6, classes=3):
        super().__init__()
        self.trunk, self.classes = Trunk((2, 2, 2), width, large), classes
        n = self.trunk.out
        self.primary = nn.Conv2d(n, n, kernel)
        self.capsules = Raw(left * left * n // 8, 8, classes * 16)

    def forward(self, x):
        def squash(s):
            q = (s * s).sum(-1, keepdim=True) + 1e-12
            return s * q.sqrt() / (1 + q)

        x = squash(nhwc(self.primary(self.trunk(x))).reshape(x.shape[0], -1, 8))
        u = torch.einsum("nid,idk->nik", x, self.capsules.weight).reshape(x.shape[0], x.shape[1], self.classes, 16)
        b, fixed = torch.zeros(u.shape[:3], dtype=u.dtype), u.detach()
        for _ in range(2):
            v = squash((F.softmax(b, 2)[..., None] * fixed).sum(1, keepdim=True))
            b = b + (v * fixed).sum(-1)
        s = (F.softmax(b, 2)[..., None] * u).sum(1)
        return ((s * s).sum(-1) + 1e-12).log()


class Transformer(nn.Module):
    def __init__(self, c, heads, hidden, bias, eps):
        super().__init__()
        self.heads, self.each = heads, c // heads
        inner = self.each * heads
        self.attention_norm, self.mix_norm = nn.LayerNorm(c, eps), nn.LayerNorm(c, eps)
        self.query_key_value, self.project = nn.Linear(c, 3 * inner, bias), nn.Linear(inner, c)
        self.widen, self.narrow = nn.Linear(c, hidden), nn.Linear(hidden, c)

    def forward(self, x):
        n, t, _ = x.shape
        parts = self.query_key_value(self.attention_norm(x)).chunk(3, 2)
        q, k, v = (p.reshape(n, t, self.heads, self.each).transpose(1, 2) for p in parts)
        shares = F.softmax(q @ k.transpose(2, 3) / self.each**0.5, 3)
        x = x + self.project((shares @ v).transpose(1, 2).reshape(n, t, -1))
        return x + self.narrow(F.gelu(self.widen(self.mix_norm(x))))


class Level(nn.Module):
    def __init__(self, c, heads, tokens, repeats, across):
        super().__init__()
        self.across = across
        self.position = nn.Parameter(torch.zeros(tokens, 1))
        self.blocks = nn.ModuleList([Transformer(c, heads, 4 * c, False, 1e-5) for _ in range(repeats)])
        if across > 1:
            self.aggregate, self.norm = nn.Conv2d(c, 2 * c, 3, padding=1), nn.LayerNorm(2 * c)

    def forward(self, x):
        n, c, h, w = x.shape
        b, rows, columns = self.across, h // self.across, w // self.across
        y = x.reshape(n, c, b, rows, b, columns).permute(0, 2, 4, 3, 5, 1).reshape(n * b * b, rows * columns, c)
        y = y + self.position
        for block in self.blocks:
            y = block(y)
        y = y.reshape(n, b, b, rows, columns, c).permute(0, 5, 1, 3, 2, 4).reshape(n, c, h, w)
        if b == 1:
            return y
        y = self.norm(nhwc(self.aggregate(y))).permute(0, 3, 1, 2)
        return F.max_pool2d(y, 3, 2, 1)


class HTNet(nn.Module):
    def __init__(self, side=28, patch=7, width=256, heads=3, repeats=(2, 2, 10), classes=3):
        super().__init__()
        levels = len(repeats)
        tokens = (side // patch // 2 ** (levels - 1)) ** 2
        self.patches = nn.Conv2d(3, width, patch, patch)
        self.levels = nn.ModuleList(
            [Level(width << i, heads << i, tokens, r, 2 ** (levels - 1 - i)) for i, r in enumerate(repeats)]
        )
        self.norm = nn.LayerNorm(width << (levels - 1))
        self.head = nn.Linear(width << (levels - 1), classes)

    def forward(self, x):
        h, w = x.shape[2:]

        def part(row, column):
            top, left = row * h // 28 - h // 4, column * w // 28 - w // 4
            return x[:, :, top : top + h // 2, left : left + w // 2]

        first = torch.cat([part(9, 11), part(21, 10)], 3)
        x = self.patches(torch.cat([first, torch.cat([part(10, 21), part(20, 21)], 3)], 2))
        for level in self.levels:
            x = level(x)
        return self.head(self.norm(nhwc(x)).mean((1, 2)))


class CABlock(nn.Module):
    def __init__(self, c, n, stride):
        super().__init__()
        self.first, self.first_norm = nn.Conv2d(c, n, 3, stride, 1, bias=False), nn.BatchNorm2d(n)
        self.second, self.second_norm = nn.Conv2d(n, n, 1, bias=False), nn.BatchNorm2d(n)
        self.shortcut = None
        if stride != 1 or c != n:
            self.shortcut, self.shortcut_norm = nn.Conv2d(c, n, 1, stride, bias=False), nn.BatchNorm2d(n)
        self.attention, self.attention_norm = nn.Conv2d(2, 1, 1, bias=False), nn.BatchNorm2d(1)

    def forward(self, x, last):
        y = self.second_norm(self.second(F.relu(self.first_norm(self.first(x)))))
        y = F.relu(y + (x if self.shortcut is None else self.shortcut_norm(self.shortcut(x))))
        both = torch.cat([y.mean(1, keepdim=True), y.amax(1, keepdim=True)], 1)
        a = torch.sigmoid(self.attention_norm(self.attention(both)))
        a = a if last is None else last * a
        return y * a, a


class Position(nn.Module):
    def __init__(self, grid, width, heads=4, depth=2):
        super().__init__()
        self.grid = grid
        self.embed = nn.Linear(3, width)
        self.position = Raw(grid * grid, width)
        self.blocks = nn.ModuleList([Transformer(width, heads, 4 * width, True, 1e-6) for _ in range(depth)])
        self.norm = nn.LayerNorm(width, 1e-6)

    def forward(self, x):
        y = self.embed(nhwc(F.adaptive_avg_pool2d(x, self.grid)).flatten(1, 2)) + self.position.weight
        for block in self.blocks:
            y = block(y)
        return self.norm(y).transpose(1, 2).reshape(x.shape[0], -1, self.grid, self.grid)


class MMNet(nn.Module):
    def __init__(self, side=224, action=180, widths=(128, 128, 256, 512), classes=3):
        super().__init__()
        self.action, self.action_norm = nn.Conv2d(3, action, 3, 2, 1, bias=False), nn.BatchNorm2d(action)
        self.stem, self.stem_norm = nn.Conv2d(action, widths[0], 3, 1, 1, bias=False), nn.BatchNorm2d(widths[0])
        self.blocks = nn.ModuleList(
            [CABlock(widths[max(0, i - 1)], n, 1 if i == 0 else 2) for i, n in enumerate(widths)]
        )
        grid = side
        for _ in widths:
            grid = (grid + 1) // 2
        self.position = Position(grid, widths[-1])
        self.head = nn.Linear(grid * grid * widths[-1], classes)

    def forward(self, x):
        y = F.relu(self.stem_norm(self.stem(F.relu(self.action_norm(self.action(x))))))
        a = None
        for block in self.blocks:
            y, a = block(y, None if a is None else F.max_pool2d(a, 3, 2, 1))
        return self.head(flat(y + self.position(x)))


class ViT(nn.Module):
    def __init__(self, side=28, patch=4, width=64, depth=4, heads=4, ratio=2, classes=3):
        super().__init__()
        self.patches = nn.Conv2d(3, width, patch, patch)
        self.class_token = Raw(1, 1, width)
        self.position = Raw(1 + (side // patch) ** 2, width)
        self.blocks = nn.ModuleList([Transformer(width, heads, ratio * width, True, 1e-6) for _ in range(depth)])
        self.norm, self.head = nn.LayerNorm(width, 1e-6), nn.Linear(width, classes)

    def forward(self, x):
        x = nhwc(self.patches(x)).flatten(1, 2)
        x = torch.cat([self.class_token.weight.expand(x.shape[0], 1, -1), x], 1) + self.position.weight
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x)[:, 0])


# Small enough to keep the test quick; every size is one of Mien's constructor arguments.
NETWORKS = {
    "ststnet": (STSTNet(), 28),
    "off-apexnet": (OffApexNet(side=12), 12),
    "dual-inception": (DualInception(side=12), 12),
    "rcn-a": (RCNA(), 30),
    "sssnet": (SSSNet(side=28), 28),
    "resnet": (ResNet(width=8), 45),
    "resnet-small-stem": (ResNet(blocks=(1, 2), width=8, large=False), 12),
    "emr": (PartBased(width=8, large=False), 28),
    "capsulenet": (Capsule(side=20, width=8, large=False, kernel=3, left=3), 20),
    "htnet": (HTNet(width=16, repeats=(1, 2, 1)), 28),
    "htnet-attending": (HTNet(side=56, width=16, repeats=(1, 1, 1)), 56),
    # At other sides some gradients of attention are small remainders of large sums, where PyTorch in float32 is 2e-5 off too.
    "mmnet": (MMNet(side=36, action=9, widths=(8, 8, 16, 32)), 36),
    "vit": (ViT(), 28),
}

FULL = {
    "ststnet": STSTNet,
    "off-apexnet": OffApexNet,
    "dual-inception": DualInception,
    "rcn-a": RCNA,
    "sssnet": SSSNet,
    "resnet-18": ResNet,
    "resnet-34": lambda: ResNet(blocks=(3, 4, 6, 3)),
    "emr": PartBased,
    "capsulenet": Capsule,
    "htnet": HTNet,
    "htnet-reduced": lambda: HTNet(width=48, repeats=(2, 2, 4)),
    "mmnet": MMNet,
    "vit-64-4": ViT,
}

RAW = ("class_token.weight", "position.weight", "position.position.weight", "capsules.weight")


def is_raw(name, p):
    """Whether a parameter stands in Mien's layout here: those of Raw, of which RCN-A's head is one."""
    return name in RAW or (name == "head.weight" and p.ndim == 4)


def mien_name(name):
    return name.replace("class_token.weight", "class_token").replace("position.weight", "position")


def margin(logits, targets):
    v = torch.sigmoid(logits)
    present, absent = F.relu(0.99 - v) ** 2, F.relu(v - 0.01) ** 2
    return (targets * present + 0.5 * (1 - targets) * absent).sum(1).mean()


def run(name, net, side, tensors):
    batch, labels = 4, torch.tensor([0, 1, 2, 0])
    x = torch.from_numpy(wave(batch * side * side * 3, 1.0, 0.0).reshape(batch, side, side, 3).transpose(0, 3, 1, 2).copy())
    with torch.no_grad():
        for n, p in net.named_parameters():
            m, shape = mien_name(n), tuple(p.shape)
            values = weights(m, shape)
            turned = values.reshape(shape) if is_raw(n, p) else from_mien("." + n, values, shape)
            p.copy_(torch.from_numpy(np.ascontiguousarray(turned)))
    net.double().train()
    logits = net(x.double())
    if name == "capsulenet":
        loss = margin(logits, F.one_hot(labels, 3).double())
    else:
        loss = F.cross_entropy(logits, labels, weight=torch.tensor([0.5, 1, 2], dtype=torch.float64), label_smoothing=0.1)
    loss.backward()
    tensors[name + "/logits"] = logits.detach().numpy()
    tensors[name + "/loss"] = loss.detach().numpy().reshape(1)
    for n, p in net.named_parameters():
        g = p.grad.numpy()
        g = g if is_raw(n, p) else to_mien("." + n, g)
        g = np.ascontiguousarray(g).astype(np.float64).ravel()
        projection = g @ wave(g.size, 1.0, 1.0).astype(np.float64)
        tensors[f"{name}/{mien_name(n)}"] = np.array([np.abs(g).max(), np.linalg.norm(g), projection], np.float32)


def main():
    tensors = {}
    for name, (net, side) in NETWORKS.items():
        run(name, net, side, tensors)
    for name, make in FULL.items():
        count = sum(p.numel() for p in make().parameters())
        # Two numbers, as float32 holds 24 bits only.
        tensors["parameters/" + name] = np.array([count // 1000, count % 1000], np.float32)
        print(name, count)
    write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "rivals.safetensors"), tensors, "make_rivals.py")


if __name__ == "__main__":
    main()
