"""Linear layers that are computed by oneDNN, with their weights in the order that it reads them in.

Torch hands float32 layers to MKL, which is twice as slow on processors of other makers than its
own, and reads the weights as they lie. oneDNN knows them all. The operators are those that torch's
compiler puts in a layer's place when its weights are frozen; compiling needs a C++ compiler.
"""

import torch
from torch import Tensor, nn

_ONEDNN = torch.ops.mkldnn


class Packed(nn.Module):
    """A linear layer that is trained no more; the weights that it was made with can be let go."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self._weights = _ONEDNN._reorder_linear_weight(layer.weight.detach())
        self._bias = None if layer.bias is None else layer.bias.detach()

    def forward(self, states: Tensor) -> Tensor:
        """Return states (..., inputs) as (..., outputs), in float32."""
        return _ONEDNN._linear_pointwise(  # type: ignore[no-any-return]
            states, self._weights, self._bias, "none", [], ""
        )


def pack(module: nn.Module) -> None:
    """Have every linear layer in a module, of float32 on the CPU, computed by oneDNN, if torch was
    built with it."""
    if not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return
    for name, part in module.named_children():
        if type(part) is nn.Linear:
            setattr(module, name, Packed(part))
        else:
            pack(part)
