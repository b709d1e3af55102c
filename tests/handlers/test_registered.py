"""Handlers are loaded with their first act, so a name that is wrong would show only then: all are looked up here."""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module

import pytest

import handlers

EVERY_HANDLER_AT_LEAST = 70


def registered() -> Iterator[tuple[str, str]]:
    """The module and the name of each handler that `register` says how to find."""
    for node in ast.walk(ast.parse(inspect.getsource(handlers))):
        if isinstance(node, ast.Lambda):
            match node.body:
                case ast.Attribute(value=ast.Name(id=module), attr=name):
                    yield module, name
                case other:
                    raise AssertionError(f"no handler of a module: {ast.unparse(other)}")


def test_all_are_looked_up() -> None:
    assert len(set(registered())) >= EVERY_HANDLER_AT_LEAST


@pytest.mark.parametrize(("module", "name"), sorted(set(registered())))
def test_handler_that_is_registered_is_there(module: str, name: str) -> None:
    assert inspect.iscoroutinefunction(getattr(import_module(f"handlers.{module}"), name))
