"""Schemathesis against the running server's own description. usage: contract.py ADDRESS [EXAMPLES] [COOKIE]"""

import subprocess
import sys


def main(address, examples="12", cookie=""):
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", address + "/openapi.yaml", "--url", address,
        "--checks", "all", "--phases", "examples,coverage,fuzzing", "--max-examples", examples, "--seed", "1",
        "--workers", "1", "--request-timeout", "30", "--no-color", "--generation-database", "none",
        "--suppress-health-check", "all", "--continue-on-failure",
    ]
    if cookie:
        command += ["--header", "Cookie: " + cookie]
    raise SystemExit(subprocess.run(command).returncode)


if __name__ == "__main__":
    main(*sys.argv[1:])
