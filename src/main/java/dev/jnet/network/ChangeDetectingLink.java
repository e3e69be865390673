package dev.jnet.network;

import dev.jnet.host.HostException;
import dev.jnet.host.Interface;
import dev.jnet.host.Route;
import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.EtherType;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A link that looks once a second whether this machine's network still is as it was when the run
 * began. The kernel does not report when the source address of injected frames disappears, or the
 * route that they follow. The silence afterwards would look like the target's.
 */
final class ChangeDetectingLink extends ForwardingLink {
  /** The time between two looks, in ns. One look takes less than a millisecond. */
  private static final long INTERVAL = Nanos.SECOND;

  /** How many routes are looked at. With more targets than this, the first ones stand for all. */
  private static final int MAX_ROUTES = 16;

  private static final int ETHER_TYPE_AT = 12;

  /** Fails where an interface is missing, or switched off. */
  interface UpCheck {
    void requireUp(String interfaceName) throws LinkException;
  }

  private final Interface device;
  private final boolean mtuMatters;
  private final KernelTables tables;
  private final UpCheck upCheck;
  private final Set<InetAddress> sources = new LinkedHashSet<>();
  private final List<Followed> routes = new ArrayList<>();
  private long lookedAt;

  /** Whether only ARP has come since the last look: an answer would show that the route works. */
  private boolean silent = true;

  /**
   * Watches the interface of a link.
   *
   * @param device as it was when the link was opened
   * @param mtuMatters whether a change of the interface's MTU spoils the answer
   */
  ChangeDetectingLink(
      Link link, Interface device, boolean mtuMatters, KernelTables tables, UpCheck upCheck) {
    super(link);
    this.device = device;
    this.mtuMatters = mtuMatters;
    this.tables = tables;
    this.upCheck = upCheck;
    this.lookedAt = now();
  }

  /** Watches a source address from now on. */
  void from(InetAddress source) {
    sources.add(source);
  }

  /** Watches a route and its source address from now on. */
  void follow(Route route, RouteSource asked) {
    from(route.source());
    for (int i = routes.size() - 1; i >= 0; i--) {
      if (routes.get(i).route().destination().equals(route.destination())) {
        routes.remove(i); // the path was opened anew, by the route as it is now
      }
    }
    if (routes.size() < MAX_ROUTES) {
      routes.add(new Followed(route, asked));
    }
  }

  private record Followed(Route route, RouteSource router) {}

  @Override
  public void send(byte[] frame) throws LinkException {
    try {
      super.send(frame);
    } catch (LinkException e) {
      requireUnchanged(); // the usual reason: an MTU that was larger before, a route that has gone
      throw e;
    }
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    Optional<Frame> frame = super.receive(deadline);
    silent &= frame.isEmpty() || frame.get().outgoing() || isArp(frame.get());
    long now = now();
    if (now - lookedAt >= INTERVAL) {
      lookedAt = now;
      requireUnchanged();
      silent = true;
    }
    return frame;
  }

  private static boolean isArp(Frame frame) {
    byte[] bytes = frame.bytes();
    return frame.type() == LinkType.ETHERNET
        && bytes.length >= ETHER_TYPE_AT + Short.BYTES
        && (ByteBuffer.wrap(bytes).getShort(ETHER_TYPE_AT) & 0xffff) == EtherType.ARP;
  }

  /**
   * Looks at the interface, the source addresses and the routes.
   *
   * @throws LinkException when something is not as it was; the message says what
   */
  void requireUnchanged() throws LinkException {
    upCheck.requireUp(device.name());
    try {
      compare();
    } catch (LinkException e) {
      upCheck.requireUp(device.name()); // addresses and routes go with an interface
      throw e;
    }
  }

  private void compare() throws LinkException {
    try {
      Interface seen = tables.interfaceNamed(device.name());
      if (mtuMatters && seen.mtu() != device.mtu()) {
        throw new LinkException(
            "the MTU of "
                + device.name()
                + " was changed from "
                + device.mtu()
                + " to "
                + seen.mtu()
                + " during the run: ask again");
      }
      for (InetAddress source : sources) {
        if (!seen.owns(source) && !isAnyOwn(source)) {
          throw new LinkException(
              Addresses.text(source)
                  + " was taken from "
                  + device.name()
                  + " during the run: whoever answers to it is not heard; ask again");
        }
      }
      for (Followed each : routes) {
        compare(each.route(), each.router());
      }
    } catch (LinkException e) {
      throw e;
    } catch (IOException e) {
      boolean gone =
          e instanceof HostException host && host.kind() == HostException.Kind.NO_SUCH_INTERFACE;
      throw new LinkException(
          gone
              ? "interface " + device.name() + " has gone away"
              : "the network has changed during the run: " + e.getMessage(),
          e);
    }
  }

  /**
   * Whether any interface has an address. That is enough, because Linux accepts packets for any of
   * its addresses.
   */
  private boolean isAnyOwn(InetAddress address) throws IOException {
    return tables.interfaces().stream().anyMatch(each -> each.owns(address));
  }

  /**
   * Fails where a route has changed. Another next hop breaks the run only where nothing but ARP
   * came since the last look, because any station can send a redirect (RFC 792).
   */
  private void compare(Route before, RouteSource router) throws IOException {
    Route after = router.route(before.destination());
    if (after.device().index() != before.device().index()) {
      throw changed(
          before, "it leaves by " + after.device().name() + " now, not by " + device.name());
    }
    if (silent && !after.nextHop().equals(before.nextHop())) {
      throw changed(
          before,
          "its next hop is "
              + Addresses.text(after.nextHop())
              + " now, not "
              + Addresses.text(before.nextHop()));
    }
  }

  private static LinkException changed(Route before, String how) {
    return new LinkException(
        "the route to "
            + Addresses.text(before.destination())
            + " has changed during the run: "
            + how
            + "; ask again");
  }
}
