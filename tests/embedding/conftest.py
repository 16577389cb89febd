from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def postgresql(postgresql_programs: Path) -> Iterator[str]:
    """How to connect to a PostgreSQL of our own, which hears no network and is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    user: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

    def run(program: str, *arguments: str) -> None:
        of_data = [str(postgresql_programs / program), "-D", str(folder / "data")]
        done = subprocess.run(
            [*user, *of_data, *arguments], check=False, cwd=folder, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{program}: {done.stdout} {done.stderr}"

    run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"host={folder} user=postgres dbname=postgres"
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture
def served() -> Iterator[Any]:
    """A function that serves an application on a port of its own, and says where."""
    import uvicorn

    started: list[tuple[uvicorn.Server, threading.Thread]] = []

    def serve(app: Any) -> str:
        # Bound and listening before the server runs, so that no one has to wait for it.
        listening = socket.create_server(("127.0.0.1", 0), backlog=512)
        config = uvicorn.Config(app, log_level="warning", ws="none", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        started.append((server, thread))
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield serve
    for server, thread in started:
        server.should_exit = True
        thread.join()
