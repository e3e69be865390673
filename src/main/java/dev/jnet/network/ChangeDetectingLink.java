package dev.jnet.network;

import dev.jnet.host.HostException;
import dev.jnet.host.Interface;
import dev.jnet.host.Interfaces;
import dev.jnet.host.Route;
import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.link.Links;
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
 * A link that looks now and then whether this machine still is as it was when the run began: who
 * injects frames himself is not told by the kernel that their source address, or the route that
 * they follow, has gone, and would take the silence for the target's.
 */
final class ChangeDetectingLink extends ForwardingLink {
  /** Between two looks, in ns; one takes the kernel less than a millisecond. */
  private static final long EVERY = 1_000_000_000L;

  /** Routes that are looked at: of many targets the first ones stand for all. */
  private static final int MAX_ROUTES = 16;

  private static final int ETHER_TYPE_AT = 12;

  /** Asks the kernel for a route again, as the options have it. */
  interface Router {
    Route route(InetAddress target) throws IOException;
  }

  private final Interface device;
  private final boolean sized;
  private final Set<InetAddress> sources = new LinkedHashSet<>();
  private final List<Followed> routes = new ArrayList<>();
  private long lookedAt;
  private boolean silent = true;

  /**
   * A link whose interface is looked at.
   *
   * @param sized whether the interface's MTU matters to what is asked
   */
  ChangeDetectingLink(Link link, Interface device, boolean sized) {
    super(link);
    this.device = device;
    this.sized = sized;
    this.lookedAt = now();
  }

  /** From now on an address that frames come from is looked at. */
  void from(InetAddress source) {
    sources.add(source);
  }

  /** From now on a route is looked at, and its source address. */
  void follow(Route route, Router asked) {
    from(route.source());
    if (routes.size() < MAX_ROUTES) {
      routes.add(new Followed(route, asked));
    }
  }

  private record Followed(Route route, Router router) {}

  @Override
  public void send(byte[] frame) throws LinkException {
    try {
      super.send(frame);
    } catch (LinkException e) {
      look(); // the usual reason: an MTU that was larger before, a route that has gone
      throw e;
    }
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    Optional<Frame> frame = super.receive(deadline);
    silent &= frame.isEmpty() || frame.get().outgoing() || isArp(frame.get());
    long now = now();
    if (now - lookedAt >= EVERY) {
      lookedAt = now;
      look();
      silent = true;
    }
    return frame;
  }

  private static boolean isArp(Frame frame) {
    byte[] octets = frame.octets();
    return frame.type() == LinkType.ETHERNET
        && octets.length >= ETHER_TYPE_AT + Short.BYTES
        && (ByteBuffer.wrap(octets).getShort(ETHER_TYPE_AT) & 0xffff) == EtherType.ARP;
  }

  /**
   * Looks at all that.
   *
   * @throws LinkException when something is not as it was; the message says what
   */
  void look() throws LinkException {
    Links.requireUp(device.name());
    try {
      compare();
    } catch (LinkException e) {
      Links.requireUp(device.name()); // addresses and routes go with an interface
      throw e;
    }
  }

  private void compare() throws LinkException {
    try {
      Interface seen = Interfaces.byName(device.name());
      if (sized && seen.mtu() != device.mtu()) {
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
        if (!has(seen, source) && !anywhere(source)) {
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

  private static boolean has(Interface device, InetAddress address) {
    for (Interface.Address each : device.addresses()) {
      if (each.address().equals(address)) {
        return true;
      }
    }
    return false;
  }

  /** An address of another interface will do: Linux takes what comes for any of its addresses. */
  private static boolean anywhere(InetAddress address) throws HostException {
    for (Interface each : Interfaces.all()) {
      if (has(each, address)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Another router is no trouble as long as the one that was there answers: a redirect (RFC 792) is
   * a hint, and anybody can send one.
   */
  private void compare(Route before, Router router) throws IOException {
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
