"""The guard under which all code of plugins runs, so that what goes wrong there is theirs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from opgavekern.base.errors import OpgavekernError, PluginError
from opgavekern.base.texts import Message, message


@contextlib.contextmanager
def guarded(plugin: str, installed_as: str, hook: str = "") -> Iterator[None]:
    """Tell whatever is raised as a fault of a plugin; only Ctrl-C goes through as it is.

    A plugin may raise any exception, also one that derives from `BaseException` alone.

    Args:
        plugin: Its name.
        installed_as: Name and version of what installed it.
        hook: The hook that is asked, or that declared what runs.

    Raises:
        PluginError: Something is raised; an error that already names this plugin stays as it is.
    """
    try:
        yield
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        if isinstance(error, PluginError) and error.plugin == plugin:
            raise
        raise PluginError(
            failing(error), plugin=plugin, distribution=installed_as, hook=hook
        ) from error


def failing(error: BaseException) -> Message:
    """Tell what a plugin raised; in its own words only where those are ours."""
    if isinstance(error, OpgavekernError):
        return message(
            "de plugin mislukt: {why}; meld dit bij de maker van de plugin",
            "the plugin fails: {why}; tell the maker of the plugin",
            why=error.message,
        )
    return message(
        "de plugin mislukt ({error}); meld dit bij de maker van de plugin",
        "the plugin fails ({error}); tell the maker of the plugin",
        error=type(error).__name__,
    )
