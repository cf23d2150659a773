"""The same training in PyTorch, eager, on one thread."""

import itertools

import torch
from torch import nn

from benchmarks.workloads import BATCH, DROPOUT

OPTIMIZERS = {
    "SGD": lambda params: torch.optim.SGD(params, 0.01),
    "Momentum": lambda params: torch.optim.SGD(params, 0.01, momentum=0.9),
    "AdaGrad": lambda params: torch.optim.Adagrad(params, 0.01),
    "Adam": lambda params: torch.optim.Adam(params, 0.001),
}


def trainer(workload, x, t):
    """Return a function that takes so many steps on `x` and `t`, in the dtype of `x`."""
    torch.set_num_threads(1)
    x, t = torch.from_numpy(x), torch.from_numpy(t)
    layers = []
    for n_in, n_out in itertools.pairwise(workload.sizes[:-1]):
        layers.append(nn.Linear(n_in, n_out))
        if workload.extra == "batch norm":
            layers.append(nn.BatchNorm1d(n_out))
        layers.append(nn.ReLU())
        if workload.extra == "dropout":
            layers.append(nn.Dropout(DROPOUT))
    net = nn.Sequential(*layers, nn.Linear(*workload.sizes[-2:])).to(x.dtype)
    loss, optimizer = nn.CrossEntropyLoss(), OPTIMIZERS[workload.optimizer](net.parameters())

    def train(n_steps):
        done = 0
        while done < n_steps:
            for rows in torch.randperm(len(x)).split(BATCH)[: n_steps - done]:
                optimizer.zero_grad()
                loss(net(x[rows]), t[rows]).backward()
                optimizer.step()
                done += 1

    return train
