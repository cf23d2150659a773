"""Cases of whole networks: 1,000 steps of training, mini-batches, answers, linear regions."""

from functools import partial
from itertools import pairwise

import numpy as np

from dlcore import datasets, initializers, layers, losses, schedules
from dlcore.regions import activation_patterns, plane_regions, segment_regions
from dlcore.training import accuracy, fit
from dlcore.training.evaluation import answers
from tools.goldens.explorer_cases.case import Cases, case
from tools.goldens.explorer_cases.descents import OPTIMIZERS, STEPS, make_optimizer
from tools.goldens.explorer_cases.layers import ACTIVATION_LAYERS

SAVED = 20  # parameters are compared every so many steps, losses at every step

INITS = {
    "xavierUniform": partial(initializers.xavier, distribution="uniform"),
    "xavierNormal": "xavier",
    "heNormal": "he",
}


def network(spec: list[list], generator: np.random.Generator) -> layers.Sequential:
    """Build the network that the engine's tests build from the same specification."""
    made = {
        "Affine": lambda n_in, n_out, init: layers.Affine(
            n_in, n_out, init=INITS[init], rng=generator
        ),
        "Activation": lambda name: ACTIVATION_LAYERS[name](),
        "BatchNorm": layers.BatchNorm,
        "LayerNorm": layers.LayerNorm,
        "Dropout": lambda p: layers.Dropout(p, rng=generator),
    }
    return layers.Sequential(*(made[kind](*arguments) for kind, *arguments in spec))


def mlp(widths, activation, init, *, norm=None, p=0.0) -> list[list]:
    """Return the specification of affine layers with an activation after all but the last."""
    spec = []
    for n_in, n_out in pairwise(widths[:-1]):
        spec.append(["Affine", n_in, n_out, init])
        spec += [[norm, n_out]] if norm else []
        spec.append(["Activation", activation])
        spec += [["Dropout", p]] if p else []
    return [*spec, ["Affine", *widths[-2:], init]]


def trajectories() -> Cases:
    """Losses and parameters over 1,000 full-batch steps."""
    gate = datasets.make_gate("xor")
    for activation in ("sigmoid", "tanh", "relu"):
        for width, seed, lr in ((2, 0, 1.0), (2, 4, 0.3), (3, 9, 0.1)):
            spec = mlp((2, width, 1), activation, "xavierUniform")
            yield _trajectory("xor", gate, spec, ("SGD", lr, {}), seed)
    moons = datasets.make_moons(24, noise=0.1, rng=np.random.default_rng(6))
    for chosen in OPTIMIZERS:
        yield _trajectory("moons", moons, mlp((2, 4, 1), "tanh", "xavierNormal"), chosen, 2)


def _trajectory(name, data, spec, chosen, seed):
    x, t = data
    net = network(spec, np.random.default_rng(seed))
    optimizer, inputs = make_optimizer(*chosen)
    loss, values, params = losses.BinaryCrossEntropy(), [], []
    for step in range(STEPS):
        values.append(loss(net(x), t))
        net.backward(loss.backward())
        optimizer.step(net.params, net.grads)
        if step % SAVED == SAVED - 1:
            params += [p.ravel().copy() for p in net.params.values()]
    return case(
        f"{STEPS} steps of {optimizer} on {name}: {spec}, seed {seed}",
        {"losses": values, "params": np.concatenate(params)},
        net=spec,
        optimizer=inputs,
        seed=seed,
        saved=SAVED,
        x=x.ravel(),
        t=t,
    )


def fits() -> Cases:
    """Mini-batch training by `fit`, with everything that an explorer may switch on."""
    # The gradient of a bias before batch normalization is mere rounding: a small eps blows it up.
    sgd, adam = ("SGD", 0.1, {}), ("Adam", 0.01, {"eps": 1e-3})
    binary = ("BinaryCrossEntropy", 2)
    for activation in ACTIVATION_LAYERS:
        yield _fit(mlp((2, 8, 8, 1), activation, "heNormal"), *binary, adam)
    for norm in ("BatchNorm", "LayerNorm"):
        yield _fit(mlp((2, 6, 6, 1), "relu", "heNormal", norm=norm), *binary, sgd)
        yield _fit(mlp((2, 6, 1), "tanh", "xavierNormal", norm=norm, p=0.3), *binary, adam)
    plain, three = mlp((2, 6, 1), "tanh", "xavierNormal"), mlp((2, 6, 3), "tanh", "xavierNormal")
    for name in ("MeanSquaredError", "MeanAbsoluteError", "Huber"):
        yield _fit(plain, name, 2, sgd)
    yield _fit(three, "SoftmaxCrossEntropy", 3, adam)
    yield _fit(plain, *binary, sgd, l2=0.1)
    yield _fit(mlp((2, 6, 1), "relu", "heNormal", norm="BatchNorm"), *binary, adam, l2=0.05)
    yield _fit(plain, *binary, sgd, schedule=True)
    yield _fit(mlp((2, 8, 1), "relu", "heNormal", p=0.5), *binary, sgd)
    yield _fit([["Dropout", 0.0], *plain], *binary, sgd)  # draws nothing
    yield _fit(plain, *binary, sgd, batch_size=50)
    yield _fit(mlp((2, 8, 1), "relu", "heNormal", p=0.5), *binary, sgd, batch_size=50)
    yield _fit(plain, *binary, sgd, batch_size=1, epochs=4)
    yield _fit(plain, *binary, sgd, shuffle=False)


def _fit(
    spec, loss, n_classes, chosen, *, l2=0.0, batch_size=7, epochs=25, schedule=False, shuffle=True
):
    generator = np.random.default_rng(11)
    x, t = datasets.make_spirals(50, n_classes=n_classes, turns=0.5, noise=0.05, rng=generator)
    net = network(spec, generator)
    optimizer, inputs = make_optimizer(*chosen)
    accuracies, rates = [], []

    def look(epoch, net, history):
        accuracies.append(accuracy(net, x, t))
        rates.append(optimizer.lr)

    history = fit(
        net,
        getattr(losses, loss)(),
        optimizer,
        x,
        t,
        epochs=epochs,
        batch_size=batch_size,
        schedule=schedules.Warmup(20, schedules.StepDecay(0.2, 30, 0.5)) if schedule else None,
        l2=l2,
        callbacks=[look],
        rng=generator if shuffle else None,
        progress=False,
    )
    kept = [*net.params.values(), *net.buffers.values()]
    expected = {
        "losses": history.loss,
        "stepLosses": history.step_loss,
        "accuracies": accuracies,
        "outputs": net(x),
        "state": np.concatenate([a.ravel() for a in kept]),
        "rate": rates[-1:],  # fit itself gives the optimizer its own rate back
    }
    settings = {"epochs": epochs, "batchSize": batch_size, "l2": l2, "schedule": schedule}
    title = f"{epochs} epochs of {optimizer}, {loss}, {spec}, {settings}, shuffled {shuffle}"
    inputs = {"optimizer": inputs, "loss": loss, "net": spec, "shuffle": shuffle, **settings}
    return case(title, expected, x=x.ravel(), t=t, nClasses=n_classes, seed=11, **inputs)


def class_answers() -> Cases:
    """Rows of logits with ties and zeros in them."""
    for width in (1, 3):
        z = np.random.default_rng(0).integers(-2, 3, (40, width)).astype(float)
        t = np.random.default_rng(1).integers(0, max(2, width), 40)
        expected = {"answers": answers(z, t)[0], "accuracy": accuracy(layers.Identity(), z, t)}
        yield case(f"classes of {width} logits", expected, z=z.ravel(), t=t)


def linear_regions() -> Cases:
    for widths, seed in (((2, 3, 1), 0), ((2, 6, 1), 1), ((2, 4, 4, 1), 2), ((2, 8, 8, 1), 3)):
        generator = np.random.default_rng(seed)
        net = network(mlp(widths, "relu", "heNormal"), generator)
        for key, p in net.params.items():
            if key.endswith(".b"):
                p[...] = generator.normal(0, 0.5, p.shape)
        yield _regions_case(net, widths, f"drawn by seed {seed}", [[-2.0, 1.0], [2.0, -0.5]])
    # Borders through corners and through one point, the same border twice, units that are always 0.
    borders = {
        "through corners": [[1, 0, 1, 1], [0, 1, 1, -1], [0, 0, 0, 0]],
        "through an end": [[1, 0, 3, 0], [2, 1, 1, 0], [6, 2, 8, 0]],
        "twice": [[0.3, 0.3e6, 0.1, 0], [0.7, 0.7e6, 0.7 / 3, 0], [-0.1, -0.1e6, -0.1 / 3, 0]],
        "twice, faintly": [
            [3e-7, 0.3, 1e-7, 0],
            [7e-7, 0.7, 7e-7 / 3, 0],
            [-1e-7, -0.1, -1e-7 / 3, 0],
        ],
    }
    for name, (first, second, bias) in borders.items():
        net = network(mlp((2, 4, 3, 1), "relu", "heNormal"), np.random.default_rng(0))
        net.params["0.W"][...], net.params["0.b"][...] = [first, second], bias
        yield _regions_case(net, (2, 4, 3, 1), name, [[-2.0, -2.0], [2.0, 2.0]])


def _regions_case(net, widths, name, ends):
    square = np.array([[-2.0, -2.0], [2.0, -2.0], [2.0, 2.0], [-2.0, 2.0]])
    x = np.random.default_rng(9).uniform(-2, 2, (30, 2))
    polygons = plane_regions(net, square)
    expected = {
        "patterns": activation_patterns(net, x).astype(int),
        "cuts": segment_regions(net, *ends),
        "corners": [len(polygon) for polygon in polygons],
        "polygons": np.concatenate(polygons),
    }
    params = {key: p.ravel() for key, p in net.params.items()}
    inputs = {"net": mlp(widths, "relu", "heNormal"), "params": params, "ends": ends}
    title = f"{len(polygons)} regions of {widths}, {name}"
    return case(title, expected, x=x.ravel(), square=square, **inputs)
