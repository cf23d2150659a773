"""Layers that apply an activation function to every element. Chapter: activations."""

from __future__ import annotations

from dlcore import activations as act
from dlcore._checks import as_batch, require_finite_real

from .layer import Layer


class _Elementwise(Layer):
    """A layer of one activation function and its derivative, with fixed options."""

    function = derivative = None

    def __init__(self):
        super().__init__()
        self.options = {}

    def forward(self, x):
        z = as_batch(x)
        return self._remember(z, type(self).function(z, **self.options))

    def backward(self, dout):
        return dout * type(self).derivative(self._recall(dout), **self.options)

    def __repr__(self):
        options = ", ".join(f"{k}={v:g}" for k, v in self.options.items())
        return f"{type(self).__name__}({options})"


class Identity(_Elementwise):
    """φ(z) = z: the activation of an output layer that may answer anything.

    Chapter: activations.

    Examples
    --------
    >>> Identity()(np.array([[-1.0, 2.0]]))
    array([[-1.,  2.]])
    """

    function, derivative = act.identity, act.identity_grad


class Sigmoid(_Elementwise):
    """φ(z) = 1 / (1 + exp(-z)); backward uses φ′ = y (1 - y) of the output y.

    Chapter: activations.

    Examples
    --------
    >>> Sigmoid()(np.array([[0.0, 1000.0]]))
    array([[0.5, 1. ]])
    """

    def forward(self, x):
        y = act.sigmoid(as_batch(x))
        return self._remember(y, y)

    def backward(self, dout):
        y = self._recall(dout)
        return dout * (y * (1 - y))


class Tanh(_Elementwise):
    """φ(z) = tanh(z); backward uses φ′ = 1 - y² of the output y.

    Chapter: activations.

    Examples
    --------
    >>> Tanh()(np.array([[0.0, 1000.0]]))
    array([[0., 1.]])
    """

    def forward(self, x):
        y = act.tanh(as_batch(x))
        return self._remember(y, y)

    def backward(self, dout):
        y = self._recall(dout)
        return dout * (1 - y * y)


class ReLU(_Elementwise):
    """φ(z) = max(z, 0) (Nair and Hinton, 2010); φ′(0) is taken as 0. Chapter: activations.

    Examples
    --------
    >>> ReLU()(np.array([[-1.0, 2.0]]))
    array([[0., 2.]])
    """

    def forward(self, x):
        y = act.relu(as_batch(x))
        return self._remember(y, y)

    def backward(self, dout):
        return dout * (self._recall(dout) > 0)


class LeakyReLU(_Elementwise):
    """φ(z) = z where z > 0 and slope · z elsewhere (Maas et al., 2013); the slope is fixed.

    Chapter: activations.

    Parameters
    ----------
    slope : float, default 0.01

    Examples
    --------
    >>> LeakyReLU()(np.array([[-1.0, 2.0]]))
    array([[-0.01,  2.  ]])
    """

    function, derivative = act.leaky_relu, act.leaky_relu_grad

    def __init__(self, slope: float = 0.01):
        super().__init__()
        self.options = {"slope": require_finite_real(slope, "slope")}


class ELU(_Elementwise):
    """φ(z) = z where z > 0 and alpha (exp(z) - 1) elsewhere (Clevert et al., 2016).

    Chapter: activations.

    Parameters
    ----------
    alpha : float, default 1
        Minus the limit at z → -∞.

    Examples
    --------
    >>> ELU()(np.array([[-1000.0, 2.0]]))
    array([[-1.,  2.]])
    """

    function, derivative = act.elu, act.elu_grad

    def __init__(self, alpha: float = 1.0):
        super().__init__()
        self.options = {"alpha": require_finite_real(alpha, "alpha")}


class GELU(_Elementwise):
    """φ(z) = z · P(Z <= z) for a standard normal Z: the exact form (Hendrycks, Gimpel, 2016).

    Chapter: activations.

    Examples
    --------
    >>> GELU()(np.array([[0.0, 50.0]]))
    array([[ 0., 50.]])
    """

    function, derivative = act.gelu, act.gelu_grad


class SiLU(_Elementwise):
    """φ(z) = z · sigmoid(z), also called swish (Elfwing et al., 2018). Chapter: activations.

    Examples
    --------
    >>> SiLU()(np.array([[0.0, 50.0]]))
    array([[ 0., 50.]])
    """

    function, derivative = act.silu, act.silu_grad
