package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.console.EndedEarlyException;
import dev.jnet.doctor.LocalRemedies;
import dev.jnet.host.Interface;
import dev.jnet.host.LinkKind;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Route;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.neighbor.AddressRange;
import dev.jnet.neighbor.NeighborQuestion;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.probe.ProgramTraffic;
import dev.jnet.probe.Tally;
import dev.jnet.report.Access;
import dev.jnet.report.InterfaceFaultText;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How packets get from this machine to a target: the route's answer, and the link once it is open.
 *
 * @param target the address that packets are for; the source address of a link without a target
 * @param device the interface by which they leave
 * @param hop how they leave; without the next hop's hardware address as long as that is not known
 * @param route the kernel's route that packets follow; empty for packets that stay on the link, and
 *     in a practice network
 * @param question the question that finds the next hop's hardware address; empty where it is known
 *     or there is none. Nothing but this question can leave before it is answered
 * @param cached what the kernel's neighbor table has about the next hop
 * @param access how packets can be sent and seen there
 * @param opened where frames leave, and where answers arrive; empty before the link is open
 */
public record NetworkPath(
    InetAddress target,
    Interface device,
    FirstHop hop,
    Optional<Route> route,
    Optional<NeighborQuestion> question,
    Optional<Neighbor> cached,
    Access access,
    Optional<Link> opened) {
  /** The shortest prefix of a network whose addresses can all be asked for. */
  private static final int MIN_PREFIX = 12;

  /** An answer that has not come after this time seldom comes at all, in ns. */
  private static final long SILENCE = Nanos.SECOND;

  /** A path on a link that is not open yet, and where no hardware address has to be asked for. */
  NetworkPath(InetAddress target, Interface device, FirstHop hop, Optional<Route> route) {
    this(
        target,
        device,
        hop,
        route,
        Optional.empty(),
        Optional.empty(),
        Access.CAPTURE,
        Optional.empty());
  }

  /**
   * Where frames leave and answers arrive.
   *
   * @throws java.util.NoSuchElementException before the link is open
   */
  public Link link() {
    return opened.orElseThrow();
  }

  /** The path MTU that the kernel has learned for the target, in bytes; 0 for none. */
  public int kernelMtu() {
    return route.map(Route::pathMtu).orElse(0);
  }

  /** Whether the target is an address of this machine, so that packets never leave it. */
  public boolean isOwn() {
    return device.kind() == LinkKind.LOOPBACK || device.owns(target);
  }

  /** Whether a router gets the frames; otherwise the target itself does. */
  public boolean isRouted() {
    return !hop.nextHop().equals(target);
  }

  /** How frames really leave, also where the link does not show their headers: for reports. */
  public FirstHop shown() {
    boolean framed = device.kind() == LinkKind.ETHERNET || device.kind() == LinkKind.LOOPBACK;
    return framed ? of(hop, LinkType.ETHERNET, hop.source()) : hop;
  }

  private static FirstHop of(FirstHop hop, LinkType type, InetAddress source) {
    return new FirstHop(
        hop.interfaceName(),
        type,
        hop.mtu(),
        source,
        hop.sourceMac(),
        hop.nextHop(),
        hop.nextHopMac());
  }

  /**
   * The IPv4 networks on this link, each as the range of its hosts; without those with a prefix
   * shorter than 12 bits.
   */
  public List<AddressRange> networks() {
    return device.addresses().stream()
        .filter(own -> own.address() instanceof Inet4Address && own.prefixLength() >= MIN_PREFIX)
        .map(own -> AddressRange.network((Inet4Address) own.address(), own.prefixLength()))
        .toList();
  }

  /** This path for a program that only listens there, and needs no address of its own. */
  public NetworkPath listening() {
    InetAddress unspecified =
        Addresses.literal(Addresses.version(hop.source()) == 4 ? "0.0.0.0" : "::");
    return new NetworkPath(
        target,
        device,
        of(hop, hop.type(), unspecified),
        route,
        Optional.empty(),
        cached,
        access,
        opened);
  }

  /** This path with a question that finds the next hop's hardware address. */
  NetworkPath asking(NeighborQuestion asked, Optional<Neighbor> known) {
    return new NetworkPath(target, device, hop, route, Optional.of(asked), known, access, opened);
  }

  /** This path with the next hop's hardware address. */
  public NetworkPath to(MacAddress mac) {
    return new NetworkPath(
        target, device, hop.to(mac), route, Optional.empty(), cached, access, opened);
  }

  /** This path with its open link. On a link without Ethernet frames no question is needed. */
  NetworkPath openedBy(Link link, Access by) {
    return new NetworkPath(
        target,
        device,
        of(hop, link.type(), hop.source()),
        route,
        link.type() == LinkType.ETHERNET ? question : Optional.empty(),
        cached,
        by,
        Optional.of(link));
  }

  /** The exception for a next hop that does not answer. */
  public CommandException silence() {
    return silence("");
  }

  /** Whether it leaves by a bridge of this machine. */
  public boolean isByBridge() {
    return "bridge".equals(device.driver());
  }

  /**
   * One more reason in this machine why the next hop does not answer ARP or neighbor discovery, as
   * the end of a sentence: the interface takes no frame, a filter of its own bridge, or the target
   * may be a macvlan of its own. Empty where none of that is known.
   *
   * @param refused how many questions the interface did not take
   */
  public String orOwnFault(KernelTables tables, int refused) {
    if (refused > 0) {
      return (isRouted() ? " But " : "; but ")
          + InterfaceFaultText.notTaken(hop.interfaceName(), refused)
          + ": '"
          + LocalRemedies.egressRules(hop.interfaceName())
          + "' shows them";
    }
    if (isByBridge()) {
      return (isRouted() ? " Or" : "; or")
          + " a filter of "
          + hop.interfaceName()
          + ", which is a bridge of this machine, drops the question or the answer: 'nft list"
          + " ruleset bridge' shows its rules";
    }
    return isRouted() || !tables.hasStations(device)
        ? ""
        : "; or it is a macvlan on "
            + hop.interfaceName()
            + " of this machine, as of a container: Linux lets this machine itself not reach it";
  }

  /**
   * The exception for a next hop that does not answer.
   *
   * @param why it may not, as the end of a sentence; empty where nothing is known of that
   */
  CommandException silence(String why) {
    boolean onLink = !isRouted();
    String by = Addresses.version(hop.nextHop()) == 4 ? "ARP" : "neighbor discovery";
    return CommandException.noReply(
        (onLink ? "the target " : "the router ")
            + Addresses.text(hop.nextHop())
            + " does not answer "
            + by
            + " on "
            + hop.interfaceName()
            + (onLink ? ": it is down, or not on this link" : ": is it up, and the right one?")
            + why,
        hop);
  }

  /**
   * The result of running a diagnosis.
   *
   * @param tally what was sent and received
   * @param elapsed ns on the link's clock
   * @param broken what ended it before its time; empty when nothing did
   */
  public record Outcome<R>(R result, Tally tally, long elapsed, Optional<LinkException> broken) {
    /**
     * Whether the result is worth reporting: not where the link broke before anything came back.
     */
    public boolean worthTelling() {
      return broken.isEmpty() || tally.received() > 0;
    }

    /** Throws what broke the run. Call it after the result is reported. */
    public void orThrow() throws LinkException {
      if (broken.isPresent()) {
        throw broken.get();
      }
    }

    /** This outcome with another result. */
    public <S> Outcome<S> as(S other) {
      return new Outcome<>(other, tally, elapsed, broken);
    }

    /** This outcome with how the packets of programs fare. */
    public Outcome<R> beside(ProgramTraffic traffic) {
      return new Outcome<>(result, tally.beside(traffic), elapsed, broken);
    }
  }

  /** Runs a diagnosis for at most {@code time} ns. */
  public <R> Outcome<R> run(Diagnosis<R> diagnosis, Pace pace, long time, BooleanSupplier stopped) {
    return run(link(), diagnosis, pace, link().now() + time, stopped);
  }

  /**
   * Runs a diagnosis that takes silence for an answer. A run that Ctrl-C ends within a second
   * counts as broken, because an answer could not have come yet.
   */
  public <R> Outcome<R> ask(Diagnosis<R> diagnosis, Pace pace, long time, BooleanSupplier stopped) {
    Outcome<R> outcome = run(diagnosis, pace, time, stopped);
    boolean early =
        stopped.getAsBoolean()
            && !diagnosis.done()
            && outcome.broken().isEmpty()
            && outcome.tally().received() == 0
            && outcome.elapsed() < SILENCE;
    return early
        ? new Outcome<>(
            outcome.result(),
            outcome.tally(),
            outcome.elapsed(),
            Optional.of(new EndedEarlyException()))
        : outcome;
  }

  /** Runs a diagnosis on a link until a deadline, or until the link breaks. */
  public static <R> Outcome<R> run(
      Link link, Diagnosis<R> diagnosis, Pace pace, long deadline, BooleanSupplier stopped) {
    Prober prober = new Prober(link, pace, stopped);
    long startedAt = link.now();
    try {
      R result = prober.run(diagnosis, deadline);
      return new Outcome<>(result, prober.tally(), link.now() - startedAt, Optional.empty());
    } catch (LinkException e) {
      long elapsed = link.now() - startedAt;
      return new Outcome<>(diagnosis.result(), prober.tally(), elapsed, Optional.of(e));
    }
  }
}
