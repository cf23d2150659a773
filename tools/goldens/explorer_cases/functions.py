"""Cases of activation functions, softmax, losses and schedules."""

import numpy as np

from dlcore import activations, losses, schedules
from tools.goldens.explorer_cases.case import Cases, camel, case


def activation_functions() -> Cases:
    z = np.concatenate([np.linspace(-40, 40, 801), [-1e-3, 1e-3, -745.0, 745.0]])
    plain = ("step", "sign", "identity", "sigmoid", "tanh", "relu", "gelu", "silu")
    variants = [(name, {}) for name in (*plain, "leaky_relu", "elu")]
    variants += [("leaky_relu", {"slope": 0.2}), ("elu", {"alpha": 0.5})]
    for name, options in variants:
        expected = {
            "f": getattr(activations, name)(z, **options),
            "grad": getattr(activations, f"{name}_grad")(z, **options),
        }
        argument = next(iter(options.values()), None)
        yield case(f"{name} {options}", expected, phi=camel(name), argument=argument, z=z)


def softmaxes() -> Cases:
    generator = np.random.default_rng(0)
    for scale in (1, 30, 1000):
        z = scale * generator.standard_normal((7, 4))
        expected = {"softmax": activations.softmax(z), "logSoftmax": activations.log_softmax(z)}
        yield case(f"softmax of logits about {scale}", expected, z=z.ravel(), n=7)


def loss_functions() -> Cases:
    generator = np.random.default_rng(0)
    far = np.array([-800.0, -30.0, -1.5, 0.0, 0.0, 2.5, 30.0, 800.0])
    gate = np.array([0, 1, 0, 1, 0, 1, 0, 1])
    wide = 3 * generator.standard_normal((6, 3))
    close = wide + generator.standard_normal((6, 3))
    shares = generator.dirichlet([1, 1, 1], 6)
    labels = np.array([0, 1, 2, 2, 1, 0])
    for loss in (losses.MeanSquaredError(), losses.MeanAbsoluteError(), losses.Huber()):
        yield _loss_case(loss, far[1:-1], gate[1:-1])
        yield _loss_case(loss, wide, close)
    yield _loss_case(losses.Huber(delta=0.3), wide, close, {"delta": 0.3})
    yield _loss_case(losses.BinaryCrossEntropy(), far, gate)
    yield _loss_case(losses.BinaryCrossEntropy(), wide, shares)
    for targets in (labels, shares, np.eye(3)[labels]):
        yield _loss_case(losses.SoftmaxCrossEntropy(), wide, targets)
        yield _loss_case(losses.SoftmaxCrossEntropy(), 200 * wide, targets)


def _loss_case(loss, prediction, target, options=None):
    expected = {"value": loss(prediction, target), "grad": loss.backward()}
    name = type(loss).__name__
    inputs = {"prediction": prediction.ravel(), "target": target.ravel(), "n": len(target)}
    title = f"{name} {options or ''} of {prediction.shape}, targets {target.shape}"
    return case(title, expected, loss=name, options=options, **inputs)


def rate_schedules() -> Cases:
    made = {
        "stepDecay": [(0.1, 100), (0.1, 7, 0.5)],
        "cosineDecay": [(0.1, 100), (0.3, 40, 0.05)],
        "warmup": [(10, 0.1), (5, "stepDecay"), (20, "cosineDecay")],
    }
    classes = {
        "stepDecay": schedules.StepDecay,
        "cosineDecay": schedules.CosineDecay,
        "warmup": schedules.Warmup,
    }
    for name, variants in made.items():
        for arguments in variants:
            after = arguments[-1]
            inner = classes[after](*made[after][1]) if isinstance(after, str) else after
            schedule = classes[name](*arguments[:-1], inner)
            inputs = {"schedule": name, "arguments": arguments}
            if isinstance(after, str):
                inputs["after"] = made[after][1]
            rates = [schedule(i) for i in range(150)]
            yield case(f"{name} {arguments}", {"rates": rates}, **inputs)
