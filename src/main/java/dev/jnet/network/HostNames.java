package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.host.Family;
import dev.jnet.host.HostException;
import dev.jnet.host.Route;
import dev.jnet.host.Routes;
import dev.jnet.host.name.NameResolution;
import dev.jnet.host.name.ResolverConfiguration;
import dev.jnet.host.name.ReverseNames;
import dev.jnet.unit.Nanos;
import dev.jnet.walk.dns.NameLookup;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The names that this machine's resolver and its configuration know. */
final class HostNames implements Names {
  /** A bound for memory: for further names, the other addresses are not remembered. */
  private static final int MAX_REMEMBERED = 256;

  private static final int NANO_DIGITS = 9;

  /** How often it is looked whether the run is to end, in ms. */
  private static final long LOOK_EVERY = 20;

  private final Family family;
  private final NameResolution.Reachability reachability;
  private final ReverseNames reverse = new ReverseNames();
  private final Map<String, List<InetAddress>> several = new ConcurrentHashMap<>();
  private final Optional<Duration> patience;
  private final BooleanSupplier stopped;
  private ResolverConfiguration configuration;

  /**
   * Names of hosts with addresses of a family.
   *
   * @param reachability which of several addresses this machine could send to with the user's
   *     options
   * @param patience the longest time that a name is looked up; empty for as long as the system's
   *     resolver takes
   * @param stopped whether the run is to end
   */
  HostNames(
      Family family,
      NameResolution.Reachability reachability,
      Optional<Duration> patience,
      BooleanSupplier stopped) {
    this.patience = patience;
    this.stopped = stopped;
    this.family = family;
    this.reachability = reachability;
  }

  @Override
  public InetAddress resolve(String name) throws IOException {
    return all(name).get(0);
  }

  @Override
  public List<InetAddress> all(String name) throws IOException {
    List<InetAddress> all = NameResolution.reachableFirst(lookUp(name), reachability);
    if (all.size() > 1 && several.size() < MAX_REMEMBERED) {
      several.put(name, all);
    }
    return all;
  }

  /** Looks a name up, until the run is to end or the user's patience does. */
  private List<InetAddress> lookUp(String name) throws IOException {
    if (Addresses.isLiteral(name)) {
      return NameResolution.all(name, family);
    }
    return lookUp(new LookUp(name, family), patience.map(Nanos::of).orElse(Nanos.FOREVER));
  }

  private List<InetAddress> lookUp(LookUp lookUp, long nanos) throws IOException {
    long begunAt = System.nanoTime();
    try {
      while (!stopped.getAsBoolean()) {
        if (lookUp.isOver(LOOK_EVERY)) {
          return lookUp.addresses();
        }
        if (System.nanoTime() - begunAt >= nanos) {
          throw tooLong(lookUp.host, nanos); // nobody reads what the look-up finds later
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new CommandException("interrupted", "ended while " + lookUp.host + " was looked up");
  }

  /** An error says as much as silence: that none is known. */
  @Override
  public List<InetAddress> ipv6(String name, Duration atMost) {
    long nanos = Math.min(Nanos.of(atMost), patience.map(Nanos::of).orElse(Nanos.FOREVER));
    try {
      return lookUp(new LookUp(name, Family.IPV6), nanos);
    } catch (IOException unknown) {
      return List.of();
    }
  }

  private static HostException tooLong(String name, long nanos) {
    return new HostException(
        HostException.Kind.NAME_LOOKUP_FAILED,
        "cannot look up "
            + name
            + ": no answer within "
            + BigDecimal.valueOf(nanos, NANO_DIGITS).stripTrailingZeros().toPlainString()
            + " s (-w)");
  }

  /** The system's resolver takes as long as it likes, and nothing interrupts it. */
  private static final class LookUp extends Thread {
    /**
     * How many look-ups may be under way, including those that nobody waits for any more. Each
     * takes a thread until the system's resolver gives up.
     */
    static final Semaphore FREE = new Semaphore(256);

    private final String host;
    private final Family family;
    private List<InetAddress> found;
    private HostException failure;

    LookUp(String host, Family family) {
      super("jnet-resolver");
      this.host = host;
      this.family = family;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        found = NameResolution.all(host, family);
      } catch (HostException e) {
        failure = e;
      } finally {
        FREE.release();
      }
    }

    /**
     * Whether it has ended, after at most {@code millis} ms. It is started as soon as one more may
     * be under way.
     */
    boolean isOver(long millis) throws InterruptedException {
      if (getState() != State.NEW) {
        join(millis);
        return !isAlive();
      }
      if (FREE.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        start();
      }
      return false;
    }

    /** The addresses, once this thread has ended. */
    List<InetAddress> addresses() throws HostException {
      if (failure != null) {
        throw failure;
      }
      return found;
    }
  }

  @Override
  public List<InetAddress> others(String name) {
    List<InetAddress> all = several.getOrDefault(name, List.of());
    return all.subList(Math.min(1, all.size()), all.size());
  }

  @Override
  public boolean isKnown(String name) {
    return Addresses.isLiteral(name);
  }

  /** The configuration is read anew: it may change while an exporter runs. */
  @Override
  public Optional<Duration> validity(String name, InetAddress address) throws IOException {
    if (isKnown(name) || !inHostsFile(name).isEmpty()) {
      return Optional.empty();
    }
    ResolverConfiguration now = ResolverConfiguration.read(ResolverConfiguration.FILE);
    List<InetSocketAddress> servers = new ArrayList<>();
    now.servers().forEach(each -> servers.add(new InetSocketAddress(each, NameLookup.PORT)));
    return AddressValidity.of(servers, now.forms(name), address);
  }

  @Override
  public void askNameOf(InetAddress address) {
    reverse.ask(address);
  }

  @Override
  public int awaitNames(Duration atMost) {
    return reverse.await(atMost, stopped);
  }

  @Override
  public Optional<String> nameOf(InetAddress address) {
    return reverse.of(address);
  }

  @Override
  public List<InetAddress> inHostsFile(String name) throws IOException {
    return ResolverConfiguration.hosts(ResolverConfiguration.HOSTS, name);
  }

  private ResolverConfiguration configuration() throws IOException {
    if (configuration == null) {
      configuration = ResolverConfiguration.read(ResolverConfiguration.FILE);
    }
    return configuration;
  }

  @Override
  public List<InetAddress> servers() throws IOException {
    return configuration().servers();
  }

  @Override
  public String configuredBy() {
    return ResolverConfiguration.FILE.toString();
  }

  @Override
  public List<String> candidates(String name) throws IOException {
    return configuration().forms(name);
  }

  @Override
  public List<InetAddress> planned(String name) {
    return List.of();
  }

  /**
   * An IPv6 address where this machine has a route and a source address of the same scope for it
   * (RFC 6724); otherwise an IPv4 address.
   */
  @Override
  public InetAddress preferred(List<InetAddress> addresses) throws IOException {
    for (int version : new int[] {6, 4}) {
      for (InetAddress address : addresses) {
        if (Addresses.version(address) == version && isUsable(address)) {
          return address;
        }
      }
    }
    return addresses.get(0);
  }

  private static boolean isUsable(InetAddress address) throws IOException {
    if (!Routes.exists(address)) {
      return false;
    }
    Route route = Routes.to(address);
    return route.source() != null && isLocal(route.source()) == isLocal(address);
  }

  /**
   * Whether an IPv6 address is not valid in the Internet: loopback, link-local, or unique local
   * (RFC 4193).
   */
  static boolean isLocal(InetAddress address) {
    boolean unique = Addresses.version(address) == 6 && (address.getAddress()[0] & 0xfe) == 0xfc;
    return Addresses.version(address) == 6
        && (unique || address.isLinkLocalAddress() || address.isLoopbackAddress());
  }
}
