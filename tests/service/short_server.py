"""The server with a short time for questions, so that tests of what is stopped take seconds."""

from __future__ import annotations

from verify import server

if __name__ == "__main__":
    server.SETTINGS["sql_time_limit_ms"] = 250
    server.main()
