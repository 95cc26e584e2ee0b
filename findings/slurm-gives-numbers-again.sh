#!/usr/bin/env bash
# Slurm 22.05.8 (Debian 12; two slurmd on one machine, no accounting).
# sbatch says „Submitted batch job N“ and ends with 0: one would think that N names this job from now on, whatever happens to the controller. But it writes its state at
# most every five seconds. One that loses its power and comes back does not know a job of the last few, although that is at work on its node: the job is ended without a word in any
# list, and its number goes to whatever is submitted next. Who watches N – squeue, scontrol, a dependency – sees somebody else's job, and it runs.
# So what scripts/slurm knows of a part stands in files that the part writes, never in a job's number alone; its test (Tests/Full/slurm) kills the controller.
# Needs Debian 12 with slurmctld, slurmd, slurm-client, munge (scripts/setup engines), and root.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[[ $(dpkg-query -W -f "\${Version}" slurmctld 2>/dev/null || true) == 22.05.8* ]] || { echo "Slurm 22.05.8 (Debian 12) is needed" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/probe.py" <<'PY'
import os, pathlib, re, subprocess, sys, time
sys.dont_write_bytecode = True
here, work = sys.argv[1:3]
sys.path.insert(0, f"{here}/../Tests/Full")
import slurm_cluster
slurm_cluster.enter(os.path.abspath(__file__), sys.argv[1:])
os.chdir(work)
cluster = slurm_cluster.Cluster(f"{work}/cluster", cpus=8)

def submit(name):
    pathlib.Path("job.sh").write_text(f"#!/bin/bash\necho $$ >>{name}\nsleep 60\necho ended >>{name}\n")
    said = subprocess.run(["sbatch", f"--job-name={name}", "--nodelist=w1", "--output=/dev/null", "job.sh"], check=True, capture_output=True, text=True).stdout
    return re.search(r"\d+", said).group(0)

def began(name):
    while not pathlib.Path(name).exists():
        time.sleep(0.05)

def shown(number, form):
    return subprocess.run(["squeue", "--noheader", f"--job={number}", "--states=all", f"--format={form}"], capture_output=True, text=True).stdout.strip()

earlier = submit("earlier")
time.sleep(15)
# The controller writes down that there is a new job, and for five seconds nothing else.
submit("noted")
began("noted")
late = submit("late")
began("late")
cluster.kill("slurmctld")
cluster.start_controller()
print(f"earlier is {shown(earlier, '%j') or 'unknown'}; late, at work on its node, is {'known' if shown(late, '%j') == 'late' else 'unknown'}")
third = submit("third")
print("the next job has", "the number of late" if third == late else "another number")
began("third")
time.sleep(10)
numbers = [pathlib.Path(name).read_text().split() for name in ("late", "third")]
print("of that number are at work:", *(name for name, ids in zip(("late", "third"), numbers) if any(os.path.exists(f"/proc/{id}") for id in ids)))
cluster.stop()
PY
TMPDIR="$work" /usr/bin/python3 "$work/probe.py" "$here" "$work" | tee "$work/result"
cat >"$work/expected" <<'OUT'
earlier is earlier; late, at work on its node, is unknown
the next job has the number of late
of that number are at work: third
OUT
diff "$work/expected" "$work/result"
