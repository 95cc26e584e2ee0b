#!/usr/bin/env bash
# Slurm 22.05.8 (Debian 12; two slurmd on one machine, no accounting).
# A task that fails for a passing reason is to come again later, and longer than the default: from within, `scontrol requeue` and then
# `scontrol update StartTime=now+20`, as the manual has both. Expected: both are carried out, then the task ends. But requeuing ends the task at once, and
# with it the second scontrol, by SIGTERM (status 143), at a moment that differs: that it has still reached the controller is chance, and
# no log of the task shows the difference. With SIGTERM ignored before (`trap '' TERM`, which the commands inherit) both come to their end: KillWait leaves them time.
# So scripts/slurm calls the two under such a trap.
# Needs Debian 12 with slurmctld, slurmd, slurm-client, munge (scripts/setup engines), and root.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[[ $(dpkg-query -W -f "\${Version}" slurmctld 2>/dev/null || true) == 22.05.8* ]] || { echo "Slurm 22.05.8 (Debian 12) is needed" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/probe.py" <<'PY'
import os, pathlib, subprocess, sys
sys.dont_write_bytecode = True
here, work = sys.argv[1:3]
sys.path.insert(0, f"{here}/../Tests/Full")
import slurm_cluster
slurm_cluster.enter(os.path.abspath(__file__), sys.argv[1:])
os.chdir(work)
cluster = slurm_cluster.Cluster(f"{work}/cluster")
logs = []
for name, first in (("bare", "true"), ("ignoring", "trap '' TERM")):
    for number in range(4):
        log = pathlib.Path(f"{name}{number}.log")
        script = f"""#!/bin/bash
[ "${{SLURM_RESTART_COUNT:-0}}" -eq 0 ] || exit 0
{first}
job=$SLURM_JOB_ID
bash -c 'scontrol requeue '$job'; scontrol update JobId='$job' StartTime=now+20; echo "update $?" >>{log}' &
wait
sleep 3
"""
        pathlib.Path("job.sh").write_text(script)
        subprocess.run(["sbatch", "--requeue", "--output=/dev/null", "job.sh"], check=True, capture_output=True)
        logs.append(log)
cluster.until("all jobs are over", lambda: all(job[0] == "COMPLETED" for job in cluster.jobs().values()), 120)
for name in ("bare", "ignoring"):
    whole = sum(log.exists() and log.read_text() == "update 0\n" for log in logs if log.name.startswith(name))
    print(f"{name}: the second command came to its end in {whole} of 4 tasks")
cluster.stop()
PY
TMPDIR="$work" /usr/bin/python3 "$work/probe.py" "$here" "$work" | tee "$work/result"
cat >"$work/expected" <<'OUT'
bare: the second command came to its end in 0 of 4 tasks
ignoring: the second command came to its end in 4 of 4 tasks
OUT
diff "$work/expected" "$work/result"
