"""Packed layers compute what the plain ones do."""

import pytest
import torch
from torch import nn

from vectorstore.packing import Packed, pack


@pytest.mark.parametrize("bias", [True, False])
def test_a_packed_layer_computes_what_the_plain_one_does(bias: bool) -> None:
    torch.manual_seed(0)
    plain = nn.Linear(384, 100, bias=bias)
    packed = Packed(plain)
    with torch.inference_mode():
        for shape in [(384,), (1, 384), (2, 300, 384)]:
            states = torch.randn(shape)
            torch.testing.assert_close(packed(states), plain(states), rtol=1e-5, atol=1e-5)


def test_all_linear_layers_of_a_module_are_packed_and_nothing_else() -> None:
    torch.manual_seed(0)
    inner = nn.Sequential(nn.LayerNorm(8), nn.Linear(8, 4))
    module = nn.Sequential(nn.Linear(8, 8), nn.GELU(), inner)
    states = torch.randn(3, 8)
    with torch.inference_mode():
        before = module(states)
        pack(module)
        torch.testing.assert_close(module(states), before, rtol=1e-5, atol=1e-5)
    assert [type(part) for part in (*module, *inner)] == [
        Packed,
        nn.GELU,
        nn.Sequential,
        nn.LayerNorm,
        Packed,
    ]


def test_a_torch_without_onednn_keeps_its_layers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.backends.mkldnn, "is_available", lambda: False)
    module = nn.Sequential(nn.Linear(8, 8))
    pack(module)
    assert type(module[0]) is nn.Linear
