package dev.jnet.lab;

import dev.jnet.probe.Via;

/**
 * What a random path carries of one kind of packet: a firewall may drop large segments or datagrams
 * alone. Firewalls that drop echo requests alone do not count: other kinds tell the path MTU then.
 *
 * @param version the IP version
 */
public record Carried(RandomPath path, int version, Via.Kind kind) {
  /** Bytes of the largest packet of this kind that arrives at the target as it was sent. */
  public int mtu() {
    return Math.min(path.truth(version), filter());
  }

  /** The smallest limit of a firewall for this kind, in bytes. */
  private int filter() {
    int least = Integer.MAX_VALUE;
    for (int hop = 1; kind != Via.Kind.ICMP && hop < path.hops(); hop++) {
      least = Math.min(least, limit(hop));
    }
    return least;
  }

  private int limit(int hop) {
    Setting filter = kind == Via.Kind.TCP ? Setting.TCP_FILTER : Setting.UDP_FILTER;
    Topology topology = path.topology();
    return (int) topology.nodes().get(topology.indexOf("r" + hop)).settings().get(filter);
  }

  /** Whether a firewall drops packets of this kind that the path would carry. */
  public boolean isFiltered() {
    return filter() < path.truth(version);
  }

  /** The last hop that a packet one byte larger than the MTU reaches; 0: not even the first. */
  public int bottleneckHop() {
    for (int hop = 1; isFiltered(); hop++) {
      if (limit(hop) == filter()) {
        return hop;
      }
    }
    return path.bottleneckHop(version);
  }

  /** Whether packets larger than the MTU are dropped without a usable report. */
  public boolean dropsSilently() {
    return isFiltered() || path.dropsSilently(version);
  }

  /** Whether they may be dropped without a report ({@link RandomPath#mayDropSilently}). */
  public boolean mayDropSilently() {
    return isFiltered() || path.mayDropSilently(version);
  }
}
