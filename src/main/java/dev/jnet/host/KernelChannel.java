package dev.jnet.host;

import dev.jnet.unit.Nanos;
import java.util.HashMap;
import java.util.Map;

/**
 * A channel to the kernel for one question after another, such as for the routes to many targets.
 * An interface in the answers is looked at anew when that was last done more than 100 ms ago.
 *
 * <p>Threads take turns.
 */
public final class KernelChannel implements AutoCloseable {
  private static final long FRESH = 100 * Nanos.MILLISECOND;

  private final Map<Integer, Interface> interfaces = new HashMap<>();
  private Netlink netlink;
  private long lookedAt;

  /** A channel that is opened with its first question. */
  public KernelChannel() {}

  KernelChannel(Netlink netlink) {
    this.netlink = netlink;
  }

  /** To ask with; whoever does holds this object's monitor. */
  Netlink netlink() throws HostException {
    if (netlink == null) {
      netlink = Netlink.open();
    }
    return netlink;
  }

  /**
   * The interface with an index, as it is or was up to 100 ms ago.
   *
   * @throws HostException see {@link Interfaces#byIndex(int)}
   */
  Interface byIndex(int index) throws HostException {
    long now = System.nanoTime();
    if (now - lookedAt > FRESH) {
      interfaces.clear();
      lookedAt = now;
    }
    Interface known = interfaces.get(index);
    if (known == null) {
      known = Interfaces.byIndex(netlink(), index);
      interfaces.put(index, known);
    }
    return known;
  }

  @Override
  public synchronized void close() {
    if (netlink != null) {
      netlink.close();
      netlink = null;
    }
  }
}
