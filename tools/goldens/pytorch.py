"""What PyTorch gives in float64: a function a file of tests/dlcore/golden/, by PyTorch alone.

Inputs are drawn by NumPy, outputs and gradients come from autograd and torch.optim.
"""

from __future__ import annotations

import numpy as np


def tensor(torch, array):
    """Return `array` as a float64 leaf tensor whose gradient is tracked."""
    return torch.tensor(np.asarray(array), dtype=torch.float64, requires_grad=True)


def activations(torch):
    """Values and derivatives of the activation functions."""
    f, z = torch.nn.functional, np.concatenate([np.linspace(-6, 6, 25), [-40.0, 1e-9, 40.0]])
    functions = {
        "step": lambda t: torch.heaviside(t, torch.zeros((), dtype=t.dtype)),
        "sign": torch.sign,
        "identity": torch.nn.Identity(),
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "relu": f.relu,
        "leaky_relu": f.leaky_relu,
        "elu": f.elu,
        "gelu": f.gelu,
        "silu": f.silu,
    }
    out = {"z": z}
    for name, function in functions.items():
        t = tensor(torch, z)
        y = function(t)
        out[name] = y
        if name != "step":  # heaviside has no derivative in PyTorch
            y.sum().backward()
            out[f"{name}_grad"] = t.grad
    rows = z[:25].reshape(5, 5)
    out["softmax"] = f.softmax(tensor(torch, rows), dim=-1)
    out["log_softmax"] = f.log_softmax(tensor(torch, rows), dim=-1)
    return out


def layers(torch):
    """Outputs, input gradients and parameter gradients of every layer that is not random."""
    nn, rng = torch.nn, np.random.default_rng(1)
    x, dout = rng.standard_normal((6, 4)), rng.standard_normal((6, 4))
    modules = {
        "Affine": nn.Linear(4, 4),
        "Identity": nn.Identity(),
        "Sigmoid": nn.Sigmoid(),
        "Tanh": nn.Tanh(),
        "ReLU": nn.ReLU(),
        "LeakyReLU": nn.LeakyReLU(0.01),
        "ELU": nn.ELU(),
        "GELU": nn.GELU(),
        "SiLU": nn.SiLU(),
        "PReLU": nn.PReLU(),
        "BatchNorm": nn.BatchNorm1d(4),
        "LayerNorm": nn.LayerNorm(4),
    }
    out = {"x": x, "dout": dout}
    for name, module in modules.items():
        module.double()
        values = [rng.standard_normal(tuple(p.shape)) for p in module.parameters()]
        with torch.no_grad():
            for p, value in zip(module.parameters(), values, strict=True):
                p.copy_(torch.tensor(value))
        t = tensor(torch, x)
        y = module(t)
        y.backward(torch.tensor(dout))
        out[name] = {
            "params": values,
            "out": y,
            "dx": t.grad,
            "grads": [p.grad for p in module.parameters()],
        }
        if name == "BatchNorm":
            module(tensor(torch, 2 * x + 1))
            mean, var = module.running_mean, module.running_var
            module.eval()
            t = tensor(torch, x)
            module.zero_grad()
            y = module(t)
            y.backward(torch.tensor(dout))
            out["BatchNorm eval"] = {
                "params": values,
                "mean": mean,
                "var": var,
                "out": y,
                "dx": t.grad,
                "grads": [p.grad for p in module.parameters()],
            }
    return out


def losses(torch):
    """Losses summed over outputs, averaged over examples, and their gradients."""
    f, rng = torch.nn.functional, np.random.default_rng(2)
    prediction, target = 3 * rng.standard_normal((7, 4)), rng.standard_normal((7, 4))
    binary, labels = rng.random((7, 4)).round(), rng.integers(0, 4, 7)
    rows = rng.random((7, 4))
    rows /= rows.sum(axis=1, keepdims=True)
    cases = {
        "MeanSquaredError": (target, lambda p, t: 0.5 * f.mse_loss(p, t, reduction="sum") / 7),
        "MeanAbsoluteError": (target, lambda p, t: f.l1_loss(p, t, reduction="sum") / 7),
        "Huber": (target, lambda p, t: f.huber_loss(p, t, reduction="sum", delta=0.7) / 7),
        "BinaryCrossEntropy": (
            binary,
            lambda p, t: f.binary_cross_entropy_with_logits(p, t, reduction="sum") / 7,
        ),
        "SoftmaxCrossEntropy": (labels, f.cross_entropy),
        "SoftmaxCrossEntropy rows": (rows, f.cross_entropy),
    }
    out = {"prediction": prediction}
    for name, (t, function) in cases.items():
        p = tensor(torch, prediction)
        value = function(p, torch.tensor(t))
        value.backward()
        out[name] = {"target": t, "value": value, "gradient": p.grad}
    w = tensor(torch, target)
    penalty = 0.5 * 0.3 * (w**2).sum()
    penalty.backward()
    out["l2_penalty"] = {"W": target, "value": penalty, "gradient": w.grad}
    return out


def surface(p, sin):
    """A smooth function of three variables, curved differently along each; any array library."""
    return 0.05 * p[0] ** 2 + p[1] ** 2 + 0.4 * p[2] ** 2 + 0.3 * sin(p[0] * p[1]) + 0.5 * p[2]


def optimizers(torch):
    """The path of every optimizer over 100 steps on `surface`."""
    optim = torch.optim
    cases = {
        "SGD": (optim.SGD, {"lr": 0.2}),
        "Momentum": (optim.SGD, {"lr": 0.05, "momentum": 0.9}),
        "Nesterov": (optim.SGD, {"lr": 0.05, "momentum": 0.9, "nesterov": True}),
        "AdaGrad": (optim.Adagrad, {"lr": 0.5, "eps": 1e-8}),
        "RMSProp": (optim.RMSprop, {"lr": 0.02, "alpha": 0.9, "eps": 1e-8}),
        "AdaDelta": (optim.Adadelta, {"lr": 1.0, "rho": 0.9, "eps": 1e-6}),
        "Adam": (optim.Adam, {"lr": 0.1, "betas": (0.9, 0.999), "eps": 1e-8}),
        # A huge momentum_decay switches off the warm-up of beta1, which dlcore does not have.
        "Nadam": (optim.NAdam, {"lr": 0.1, "eps": 1e-8, "momentum_decay": 1e9}),
        "AdamW": (optim.AdamW, {"lr": 0.1, "weight_decay": 0.05, "eps": 1e-8}),
    }
    start = np.array([-7.0, 2.0, 1.5])
    out = {"start": start}
    for name, (kind, options) in cases.items():
        p = tensor(torch, start)
        optimizer, path = kind([p], **options), [start.tolist()]
        for _ in range(100):
            optimizer.zero_grad()
            surface(p, torch.sin).backward()
            optimizer.step()
            path.append(p.tolist())
        out[name] = path
    p = tensor(torch, start)
    surface(p, torch.sin).backward()
    out["gradient"] = p.grad.clone()
    out["norm"] = torch.nn.utils.clip_grad_norm_([p], 1.0)
    return out


def schedules(torch):
    """Learning rates at 30 steps."""
    kinds = torch.optim.lr_scheduler
    cases = {
        "StepDecay": lambda o: kinds.StepLR(o, 7, 0.5),
        "CosineDecay": lambda o: kinds.CosineAnnealingLR(o, 30, 0.01),
        "Warmup": lambda o: kinds.LinearLR(o, start_factor=1 / 5, total_iters=4),
    }
    out = {}
    for name, kind in cases.items():
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
        schedule, rates = kind(optimizer), []
        for _ in range(30):
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            schedule.step()
        out[name] = rates
    return out


def training(torch):
    """A small net with batch normalization after 30 steps of Momentum on fixed batches."""
    nn, rng = torch.nn, np.random.default_rng(3)
    x, t = rng.standard_normal((40, 5)), rng.integers(0, 3, 40)
    start = [rng.standard_normal(s) * 0.5 for s in ((5, 8), (8,), (8,), (8,), (8, 3), (3,))]
    net = nn.Sequential(
        nn.Linear(5, 8), nn.BatchNorm1d(8), nn.Tanh(), nn.Linear(8, 3)
    ).double()  # fmt: skip
    with torch.no_grad():
        for p, value in zip(net.parameters(), start, strict=True):
            p.copy_(torch.tensor(value.T))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    losses = []
    for i in range(30):
        rows = slice(10 * (i % 4), 10 * (i % 4) + 10)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(net(torch.tensor(x[rows])), torch.tensor(t[rows]))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    end = [p.detach().numpy().T for p in net.parameters()]
    return {"x": x, "t": t, "start": start, "losses": losses, "end": end}


def graph(torch):
    """A scalar expression with every operation of `Value`, and its gradients."""
    a, b, c = (torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (0.7, -1.3, 2.1))
    y = (a * b + c).tanh() / (b - 3.0) + (a.exp() - c.log()) ** 2 * b.sigmoid()
    y = y + (a * c).relu() + (b * c).relu() - a**-1.5 + 2.0 / c
    y.backward()
    return {"inputs": [0.7, -1.3, 2.1], "value": y, "grads": [a.grad, b.grad, c.grad]}


def initializers(torch):
    """Standard deviations and bounds of the initializers for weights of shape (30, 50)."""
    init = torch.nn.init
    weight = torch.empty(50, 30, dtype=torch.float64)  # PyTorch stores (n_out, n_in)
    relu = init.calculate_gain("relu")
    fan_in, fan_out = init._calculate_fan_in_and_fan_out(weight)
    out = {}
    for mode, fan in (("fan_in", fan_in), ("fan_out", fan_out), ("average", 40.0)):
        out[f"he {mode}"], out[f"xavier {mode}"] = relu / fan**0.5, 1 / fan**0.5
    torch.manual_seed(0)
    big = torch.empty(3000, 2000, dtype=torch.float64)
    out["sampled he std"] = init.kaiming_normal_(big, nonlinearity="relu").std()
    out["sampled xavier std"] = init.xavier_normal_(big).std()
    out["sampled he bound"] = init.kaiming_uniform_(big, nonlinearity="relu").abs().max()
    out["sampled xavier bound"] = init.xavier_uniform_(big).abs().max()
    return out


def preprocessing(torch):
    """Standardized and min-max scaled columns, principal variances, and one-hot rows."""
    x = torch.tensor(np.random.default_rng(4).standard_normal((12, 3)) * [1, 10, 0.1] + [5, 0, -2])
    low, high = x.amin(0), x.amax(0)
    return {
        "x": x,
        "Standardizer": (x - x.mean(0)) / x.std(0, unbiased=False),
        "MinMaxScaler": (x - low) / (high - low),
        "variances": torch.linalg.eigvalsh(torch.cov(x.T, correction=0)),
        "labels": [2, 0, 1, 2],
        "one_hot": torch.nn.functional.one_hot(torch.tensor([2, 0, 1, 2]), 4),
    }


FILES = (
    activations,
    graph,
    initializers,
    layers,
    losses,
    optimizers,
    preprocessing,
    schedules,
    training,
)
