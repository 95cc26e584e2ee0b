"""A Slurm of Debian's packages that lives as long as a test: one slurmctld and two slurmd, in namespaces of their own (network, processes, mounts),
with a configuration, ports and a key of their own. A cluster that this machine may belong to is neither asked nor seen.

What does not go without saying, each met with Slurm 22.05.8:
- With loopback only, clients find no address of their own: a second one that is not 127.x stands on it.
- Two slurmd on one machine need `-N`, ports and spool folders of their own.
- Without cgroups: `proctrack/linuxproc` and `task/none`.
- What is requeued may not start for as long as a credential lives (`cred_expire`, two minutes); here ten seconds."""

import os
import pathlib
import signal
import subprocess
import sys
import time

ADDRESS = "10.99.0.1"
HOST = "kwtest"
NODES = ("w1", "w2")
# Seconds, on a machine that does much besides.
PATIENCE = 240
DAEMONS = ("/usr/sbin/munged", "/usr/sbin/slurmctld", "/usr/sbin/slurmd")


def enter(script, arguments):
    """Runs the script again in namespaces of its own, where everything that it starts ends with it; never returns in the outer one."""
    if os.environ.get("KLAUSELWERK_SLURM_INSIDE") == "1":
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        subprocess.run(["ip", "address", "add", ADDRESS + "/32", "dev", "lo"], check=True)
        subprocess.run(["hostname", HOST], check=True)
        return
    for path in DAEMONS:
        if not os.access(path, os.X_OK):
            sys.exit(f"{script}: {path} fehlt; „scripts/setup engines“ richtet es ein. / is missing: run scripts/setup engines")
    words = ["unshare", "--net", "--uts", "--ipc", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    if os.getuid() != 0:
        words.append("--map-root-user")
    inside = {key: value for key, value in os.environ.items() if not key.startswith(("SLURM", "SBATCH", "MUNGE"))}
    os.execvpe(words[0], [*words, sys.executable, script, *arguments], inside | {"KLAUSELWERK_SLURM_INSIDE": "1"})


class Cluster:
    """- Parameter folder: takes configuration, state and logs."""

    def __init__(self, folder, cpus=2, max_array=1001):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(mode=0o755)
        self.daemons = {}
        for name in ("state", *(f"spool-{node}" for node in NODES)):
            (self.folder / name).mkdir(mode=0o700)
        self.configuration = self.folder / "slurm.conf"
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o600)
        self.configure(cpus, max_array)
        os.environ["SLURM_CONF"] = str(self.configuration)
        self._start("munged", [
            "/usr/sbin/munged", "--foreground", "--force", f"--key-file={key}", f"--socket={self.folder}/munge.socket", f"--pid-file={self.folder}/munge.pid",
            f"--seed-file={self.folder}/munge.seed", f"--log-file={self.folder}/munge.log"])
        self.until("munged answers", lambda: (self.folder / "munge.socket").exists(), PATIENCE)
        self.start_controller()
        for node in NODES:
            self.start_node(node)
        self.until("both nodes are idle", lambda: sorted(self.nodes().values()) == ["idle", "idle"], PATIENCE)

    def configure(self, cpus, max_array):
        lines = [
            "ClusterName=klauselwerk-test", f"SlurmctldHost={HOST}({ADDRESS})", "SlurmctldPort=17817", "SlurmUser=root", "SlurmdUser=root",
            "AuthType=auth/munge", "CryptoType=crypto/munge", f"AuthInfo=socket={self.folder}/munge.socket,cred_expire=10",
            f"StateSaveLocation={self.folder}/state", f"SlurmdSpoolDir={self.folder}/spool-%n",
            f"SlurmctldPidFile={self.folder}/slurmctld.pid", f"SlurmdPidFile={self.folder}/slurmd-%n.pid",
            f"SlurmctldLogFile={self.folder}/slurmctld.log", f"SlurmdLogFile={self.folder}/slurmd-%n.log",
            "ProctrackType=proctrack/linuxproc", "TaskPlugin=task/none", "SwitchType=switch/none", "MpiDefault=none", "ReturnToService=2",
            "SelectType=select/cons_tres", "SelectTypeParameters=CR_CPU", "SchedulerType=sched/backfill",
            "SchedulerParameters=sched_interval=5,bf_interval=5,batch_sched_delay=0,sched_min_interval=0",
            "AccountingStorageType=accounting_storage/none", "JobAcctGatherType=jobacct_gather/none", "JobCompType=jobcomp/none",
            "SlurmdTimeout=120", "SlurmctldTimeout=120", "KillWait=5", "MinJobAge=600", "MessageTimeout=20", "InactiveLimit=0",
            f"MaxArraySize={max_array}", "SlurmdParameters=config_overrides",
        ]
        for number, node in enumerate(NODES):
            lines.append(f"NodeName={node} NodeHostname={HOST} NodeAddr={ADDRESS} Port={17818 + number} CPUs={cpus} RealMemory=4000 State=UNKNOWN")
        lines.append(f"PartitionName=alles Nodes={','.join(NODES)} Default=YES MaxTime=INFINITE State=UP")
        self.configuration.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _start(self, name, words):
        self.daemons[name] = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=open(self.folder / f"{name}.err", "ab"), stdin=subprocess.DEVNULL, start_new_session=True)

    def start_controller(self):
        self._start("slurmctld", ["/usr/sbin/slurmctld", "-D", "-f", str(self.configuration)])
        self.until("the controller answers", lambda: subprocess.run(["scontrol", "ping"], capture_output=True).returncode == 0, PATIENCE)

    def start_node(self, node):
        self._start(node, ["/usr/sbin/slurmd", "-D", "-N", node, "-f", str(self.configuration)])

    def kill(self, name):
        """As a machine that loses its power, but for what it had started: that runs on."""
        process = self.daemons.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def nodes(self):
        said = subprocess.run(["sinfo", "--noheader", "--Node", "--format=%N %t"], capture_output=True, text=True).stdout
        return dict(line.split() for line in said.splitlines() if line.strip())

    def administer(self):
        """As an administrator does. Seen with short tasks of an array: a controller that was killed and came back started a task once more that ran already, and drained
        its node (“Duplicate jobid on nodes”); then nothing starts there until somebody resumes it."""
        drained = [node for node, state in self.nodes().items() if state.startswith("dr")]
        if drained:
            subprocess.run(["scontrol", "update", f"NodeName={','.join(drained)}", "State=RESUME"], capture_output=True)
        # The task that it started once more waits until somebody releases it. Seen, too, with a job that got the number of a task of before: what was started in the
        # controller's last five seconds it does not know any more, and gives the numbers again.
        said = subprocess.run(["squeue", "--noheader", "--array", "--states=PENDING", "--format=%i %r"], capture_output=True, text=True).stdout
        held = [line.split()[0] for line in said.splitlines() if "requeued held" in line]
        if held:
            subprocess.run(["scontrol", "release", *held], capture_output=True)

    def jobs(self):
        """State by number, with tasks of arrays one by one."""
        said = subprocess.run(["squeue", "--noheader", "--array", "--states=all", "--format=%i %T %r %j"], capture_output=True, text=True, check=True).stdout
        return {line.split()[0]: line.split()[1:] for line in said.splitlines() if line.strip()}

    def until(self, what, holds, seconds):
        end, looked = time.monotonic() + seconds, time.monotonic()
        while time.monotonic() < end:
            if time.monotonic() > looked + 2:
                self.administer()
                looked = time.monotonic()
            for name, process in self.daemons.items():
                if process.poll() is not None:
                    raise SystemExit(f"{name} ended with {process.returncode}: " + (self.folder / f"{name}.err").read_text(encoding="utf-8")[-2000:])
            if holds():
                return
            time.sleep(0.2)
        logs = "\n".join(f"--- {path.name}\n{path.read_text(errors='replace')[-1500:]}" for path in sorted(self.folder.glob("*.log")))
        raise SystemExit(f"waited {seconds} s in vain until {what}\n{logs}")

    def stop(self):
        for name in reversed(list(self.daemons)):
            process = self.daemons.pop(name)
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
