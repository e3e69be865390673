"""Networks of the benchmark's own: namespaces that nothing else on the machine sees."""

import atexit
import ctypes
import os
import subprocess

CLONE_NEWNET = 0x40000000


def shell(script):
    """Runs a shell script; its failure is ours."""
    done = subprocess.run(["sh", "-ec", script], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{script.strip()}: {done.stderr.strip()}")
    return done.stdout


class Network:
    """Starts with this process alone in a network namespace without a name; further hosts have names.

    What is measured is started by this process, so that none of it pays for entering a namespace.
    """

    def __init__(self):
        if os.geteuid() != 0:
            raise RuntimeError("namespaces take root")
        library = ctypes.CDLL(None, use_errno=True)
        if library.unshare(CLONE_NEWNET) != 0:
            raise RuntimeError(f"no network namespace: {os.strerror(ctypes.get_errno())}")
        self._hosts = {}
        atexit.register(self.close)
        # Addresses at once, without the second in which IPv6 looks for duplicates.
        shell("for i in all default; do echo 0 >/proc/sys/net/ipv6/conf/$i/accept_dad; done; ip link set lo up")

    def host(self, name, forwards=False):
        """Adds a host."""
        space = f"jnb{os.getpid()}-{name}"
        shell(f"ip netns add {space}")
        self._hosts[name] = space
        self.at(
            name,
            "for i in all default; do echo 0 >/proc/sys/net/ipv6/conf/$i/accept_dad; done; ip link set lo up"
            + ("; echo 1 >/proc/sys/net/ipv4/ip_forward" if forwards else ""),
        )

    def at(self, name, script):
        """Runs a shell script on a host; without a name, here."""
        return shell(script if name is None else f"ip netns exec {self._hosts[name]} sh -ec '{script}'")

    def name(self, host):
        """The name of a host's namespace."""
        return self._hosts[host]

    def start(self, name, *words):
        """Starts a server on a host; it ends with the network."""
        server = subprocess.Popen(
            ["ip", "netns", "exec", self._hosts[name], *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        atexit.register(_end, server)
        return server

    def cable(self, one, one_name, other, other_name, mtu=1500):
        """Joins two hosts; None is this process's own namespace."""
        shell(f"ip link add {one_name} mtu {mtu} type veth peer name {other_name} mtu {mtu} netns {self._hosts[other]}")
        if one is not None:
            shell(f"ip link set {one_name} netns {self._hosts[one]}")
        for host, device in ((one, one_name), (other, other_name)):
            self.at(host, f"ip link set {device} up")

    def close(self):
        """Removes all hosts."""
        for space in self._hosts.values():
            subprocess.run(["ip", "netns", "del", space], capture_output=True, check=False)
        self._hosts.clear()


def _end(server):
    server.terminate()
    server.wait()
