package dev.jnet.testnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network of the test's own, which nothing else on the machine sees; needs root.
 *
 * <p>Each host is a network namespace with a name that carries this process's id and a number, so
 * that test runs beside each other do not meet.
 */
public final class TestNet implements AutoCloseable {
  private static final Set<TestNet> OPEN = ConcurrentHashMap.newKeySet();
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static {
    Leftovers.remove();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> List.copyOf(OPEN).forEach(TestNet::close)));
  }

  private final String prefix =
      "jn" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + "-";
  private final Path folder;
  private final List<Host> hosts = new ArrayList<>();
  private final List<Relay> relays = new ArrayList<>();
  private final List<Background> processes = new ArrayList<>();
  private boolean closed;

  private TestNet() {
    try {
      folder = Files.createTempDirectory(prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    OPEN.add(this);
  }

  /** A network without hosts, to be closed by the test that makes it. */
  public static TestNet create() {
    return new TestNet();
  }

  /** A host with nothing but a loopback interface. */
  public Host host(String name) {
    return add(new Host(this, prefix + name, name), "");
  }

  /** A host that forwards IPv4 and IPv6. */
  public Host router(String name) {
    return add(
        new Host(this, prefix + name, name),
        "; echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv6/conf/all/forwarding");
  }

  private Host add(Host host, String settings) {
    hosts.add(host);
    // Without duplicate address detection an IPv6 address can be used at once, not after a second.
    shell(
        "ip netns add "
            + host.namespace()
            + "\n"
            + "ip netns exec "
            + host.namespace()
            + " sh -ec '"
            + "for i in all default; do echo 0 >/proc/sys/net/ipv6/conf/$i/accept_dad; done"
            + settings
            + "; ip link set lo up'\n");
    return host;
  }

  /** A cable between two hosts, to be described further and then laid by {@link Cable#lay()}. */
  public Cable cable(Host near, Host far) {
    return new Cable(this, near, far);
  }

  /**
   * Client, routers and server in a row, to be described further and then built by {@link
   * Chain#build()}.
   */
  public Chain chain() {
    return new Chain(this);
  }

  /** A row whose links, from the client to the server, have these MTUs. */
  public Chain chain(int... mtus) {
    return new Chain(this).mtus(mtus).build();
  }

  /** A path for a file that goes when the network does; the folder is writable for every user. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** The hosts made so far. */
  List<Host> hosts() {
    return hosts;
  }

  void keep(Relay relay) {
    relays.add(relay);
  }

  Background start(Map<String, String> environment, List<String> command) {
    Background process = Background.start(folder, environment, command);
    processes.add(process);
    return process;
  }

  /**
   * Runs a shell script as root in the machine's own namespace; fails with the first command of it
   * that fails.
   */
  void shell(String script) {
    start(Map.of(), List.of("sh", "-ec", script)).await(PATIENCE).orThrow();
  }

  /** Ends its processes, and removes its namespaces and files. Does no harm when done twice. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      processes.forEach(Background::close);
      relays.forEach(Relay::close);
    } finally {
      Leftovers.removeNamespaces(hosts.stream().map(Host::namespace).toList());
      Leftovers.removeFolder(folder);
      OPEN.remove(this);
    }
  }
}
