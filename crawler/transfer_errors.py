"""Errors of a transfer in the words that Scrapy knows, so that it tries again what may pass."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from socket import gaierror

import httpx
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)


@asynccontextmanager
async def scrapy_errors(timeout: float) -> AsyncIterator[None]:
    """Whatever goes wrong within is raised as an error of Scrapy; `timeout` is in seconds."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise DownloadTimeoutError(f"no answer for {timeout:g} seconds") from error
    except httpx.ConnectError as error:
        if _is_unresolved(error):
            raise CannotResolveHostError(str(error)) from error
        raise DownloadConnectionRefusedError(str(error)) from error
    except httpx.RemoteProtocolError as error:
        raise ResponseDataLossError(f"the answer broke off: {error}") from error
    except (httpx.RequestError, httpx.InvalidURL) as error:
        raise DownloadFailedError(str(error) or type(error).__name__) from error


def _is_unresolved(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, gaierror):
            return True
        error = error.__cause__ or error.__context__
    return False
