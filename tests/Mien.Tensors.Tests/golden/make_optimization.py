"""Prints what OptimizationTests compares with: rates of OneCycleLR, CosineAnnealingLR and StepLR,
and a parameter under AdamW, Adam and SGD.

Run with Debian 12's /usr/bin/python3 and python3-torch 1.13.
"""

import torch

parameter = torch.nn.Parameter(torch.zeros(1))
optimizer = torch.optim.SGD([parameter], lr=1.0)
cycle = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=3e-3, total_steps=10, pct_start=0.2)
rates = []
for _ in range(10):
    rates.append(cycle.get_last_lr()[0])
    optimizer.step()
    if len(rates) < 10:
        cycle.step()
print("one cycle", rates)

optimizer = torch.optim.SGD([parameter], lr=0.1)
cosine = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=5, eta_min=0.01)
rates = []
for _ in range(6):
    rates.append(cosine.get_last_lr()[0])
    optimizer.step()
    cosine.step()
print("cosine", rates)

value = torch.nn.Parameter(torch.tensor([1.0, -2.0, 0.5]))
adam = torch.optim.AdamW([value], lr=0.1, weight_decay=0.05)
for step in range(5):
    adam.zero_grad()
    (value**2 * torch.tensor([1.0, 0.1, -3.0]) * (step + 1)).sum().backward()
    norm = torch.nn.utils.clip_grad_norm_([value], 2.5)
    adam.step()
    print("adamw", float(norm), value.tolist())

optimizer = torch.optim.SGD([parameter], lr=0.1)
steps = torch.optim.lr_scheduler.StepLR(optimizer, step_size=3, gamma=0.5)
rates = []
for _ in range(8):
    rates.append(steps.get_last_lr()[0])
    optimizer.step()
    steps.step()
print("steps", rates)

for name, make in {
    "adam": lambda p: torch.optim.Adam([p], lr=0.1, weight_decay=0.05),
    "sgd": lambda p: torch.optim.SGD([p], lr=0.02, momentum=0.9, weight_decay=0.05),
}.items():
    value = torch.nn.Parameter(torch.tensor([1.0, -2.0, 0.5]))
    mover = make(value)
    for step in range(4):
        mover.zero_grad()
        (value**2 * torch.tensor([1.0, 0.1, -3.0]) * (step + 1)).sum().backward()
        mover.step()
        print(name, value.tolist())
