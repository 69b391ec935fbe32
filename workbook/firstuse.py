"""A property that is worked out on first use and then kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Value = TypeVar("Value")


class first_use(Generic[Value]):  # noqa: N801  stands where a decorator does
    """A `cached_property` without its lock, which Python leaves out from 3.12 on: millions of people are read."""

    def __init__(self, read: Callable[[Any], Value]) -> None:
        self._read = read
        self.__doc__ = read.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Remember under which name the value is kept."""
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...
    def __get__(self, instance: object | None, owner: type) -> Self | Value:
        """Work the value out, and put it where the next look finds it."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._read(instance)
        return value
