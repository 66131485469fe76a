"""How the verified directory is handed over: build, assert, guard, swap."""
