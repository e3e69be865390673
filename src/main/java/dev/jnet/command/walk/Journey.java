package dev.jnet.command.walk;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.neighbor.NeighborAnswer;
import dev.jnet.neighbor.Patience;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Terrain;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.walk.NextHop;
import dev.jnet.walk.conversation.Conversation;
import dev.jnet.walk.conversation.ConversationQuestion;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Passage;
import dev.jnet.walk.conversation.Talk;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The steps of a walk that every leg and every look-up is made of: the next hop, a connection. */
final class Journey {
  /** The longest that finding the next hop's hardware address may take, in ns. */
  private static final long RESOLUTION = 3 * Nanos.SECOND;

  private static final long FOREVER = Long.MAX_VALUE / 4;
  private static final int SYNS = 3;

  /** Three SYNs wait 1, 2 and 4 times the first wait. */
  private static final int WAITS = 7;

  /** What waits for the program: a bulk transfer's window. */
  private static final int RECEIVE = 4 << 20;

  private static final int SEND = 1 << 16;

  private final Terrain terrain;
  private final Pace pace;
  private final long patience;
  private final BooleanSupplier stopped;
  private final Map<InetAddress, NextHop> asked = new HashMap<>();
  private long seed;
  private LinkException broken;
  private long uncaptured;

  /**
   * Steps on a terrain.
   *
   * @param patience how long nothing may happen, in ns
   */
  Journey(Terrain terrain, Pace pace, long patience, BooleanSupplier stopped) throws IOException {
    this.terrain = terrain;
    this.pace = pace;
    this.patience = patience;
    this.stopped = stopped;
    this.seed = terrain.seed();
  }

  /** Another seed each time, from the one that the user may have given. */
  long nextSeed() {
    seed = seed * 0x5851_f42d_4c95_7f2dL + 0x1405_7b7e_f767_814fL;
    return seed ^ seed >>> 32;
  }

  /** A way out that is known to its end. */
  public record Leaving(Terrain.Departure departure, NextHop hop) {
    /** Whether packets can be sent. */
    boolean isOpen() {
      return departure.question().isEmpty()
          || hop.answer().isPresent()
          || hop.means() == NextHop.Means.ASKED_BEFORE;
    }
  }

  /** Finds the way to somebody, and asks for the hardware address of the next hop. */
  Leaving towards(InetAddress target) throws IOException {
    Terrain.Departure departure = terrain.towards(target);
    if (departure.question().isEmpty()) {
      return new Leaving(departure, unasked(target, departure, departure.means(), departure.hop()));
    }
    InetAddress nextHop = departure.hop().nextHop();
    NextHop before = asked.get(nextHop);
    if (before != null) {
      FirstHop hop = withMac(departure.hop(), before.hop());
      return new Leaving(departure, unasked(target, departure, NextHop.Means.ASKED_BEFORE, hop));
    }
    NeighborCall call = new NeighborCall(departure.question().get(), Patience.FIRST_ANSWER);
    Optional<NeighborAnswer> answer = run(departure.link(), call, RESOLUTION);
    FirstHop hop = answer.map(found -> withMac(departure.hop(), found)).orElseGet(departure::hop);
    NextHop result =
        new NextHop(
            target,
            hop,
            departure.means(),
            departure.gateway(),
            call.questions(),
            call.answer(),
            departure.known());
    if (answer.isPresent()) {
      asked.put(nextHop, result);
    }
    return new Leaving(departure, result);
  }

  private static NextHop unasked(
      InetAddress target, Terrain.Departure departure, NextHop.Means means, FirstHop hop) {
    return new NextHop(
        target, hop, means, departure.gateway(), List.of(), Optional.empty(), departure.known());
  }

  private static FirstHop withMac(FirstHop hop, NeighborAnswer answer) {
    return new FirstHop(
        hop.interfaceName(),
        hop.type(),
        hop.mtu(),
        hop.source(),
        hop.sourceMac(),
        hop.nextHop(),
        answer.mac());
  }

  private static FirstHop withMac(FirstHop hop, FirstHop known) {
    return new FirstHop(
        hop.interfaceName(),
        hop.type(),
        hop.mtu(),
        hop.source(),
        hop.sourceMac(),
        hop.nextHop(),
        known.nextHopMac());
  }

  /** Opens a connection, talks, and closes it. */
  ConversationResult converse(Leaving way, int port, Talk talk) throws IOException {
    return converse(way, port, talk, settings(way));
  }

  /** What our side of a connection brings along. */
  TcpSettings settings(Leaving way) {
    FirstHop hop = way.hop().hop();
    return TcpSettings.linux(Addresses.version(way.hop().target()), Math.min(hop.mtu(), 65_535))
        .withBuffers(RECEIVE, SEND)
        .withPatience(Math.max(1, patience / WAITS), SYNS, 8);
  }

  /** The same with such settings. */
  ConversationResult converse(Leaving way, int port, Talk talk, TcpSettings settings)
      throws IOException {
    InetAddress target = way.hop().target();
    ConversationQuestion question =
        new ConversationQuestion(
            target,
            new Port(port),
            way.hop().hop(),
            new Port(terrain.tcpPort(target)),
            settings,
            patience,
            nextSeed());
    return run(way, new Conversation(question, talk), FOREVER);
  }

  /** Runs a diagnosis for at most so many ns; where the link breaks, until then. */
  <R> R run(Leaving way, Diagnosis<R> diagnosis, long time) {
    return run(way.departure().link(), diagnosis, time);
  }

  private <R> R run(Link link, Diagnosis<R> diagnosis, long time) {
    NetworkPath.Outcome<R> outcome =
        NetworkPath.run(link, diagnosis, pace, link.now() + time, stopped);
    broken = outcome.broken().orElse(broken);
    uncaptured += outcome.tally().uncaptured();
    return outcome.result();
  }

  /** Frames that passed and were not captured. */
  long uncaptured() {
    return uncaptured;
  }

  /** What has broken the link; empty when nothing did. */
  Optional<LinkException> broken() {
    return Optional.ofNullable(broken);
  }

  Terrain terrain() {
    return terrain;
  }

  long patience() {
    return patience;
  }

  /** Whether it ends here: somebody wants that, or the link is broken. */
  boolean isStopped() {
    return broken != null || stopped.getAsBoolean();
  }

  /** A passage of a frame that we made ourselves. */
  static Passage passage(FirstHop hop, byte[] octets, long at, boolean exact) {
    return new Passage(at, exact, new Frame(hop.type(), octets, octets.length, at, true));
  }
}
