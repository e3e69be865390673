package dev.jnet.command.walk;

import dev.jnet.link.LinkException;
import dev.jnet.network.Network;
import dev.jnet.network.NetworkPath;
import dev.jnet.network.Ports;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Tally;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.walk.SeedSequence;
import dev.jnet.walk.Walk;
import dev.jnet.walk.conversation.Conversation;
import dev.jnet.walk.conversation.ConversationQuestion;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Talk;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The steps of every leg and every look-up: find the next hop, make a connection. */
final class Journey {
  /** One TCP port for the first URL and for each redirect, one for a stall, one for DNS. */
  private static final int TCP_PORTS = Walk.MAX_REDIRECTS + 3;

  /** How long a reset may take to leave after the end of the time, in ns. */
  private static final long LAST_WORDS = 100 * Nanos.MILLISECOND;

  private final Network network;
  private final Pace pace;
  private final WalkTime time;
  private final BooleanSupplier stopped;
  private final Ports.PortSet ports;
  private final NextHopFinder nextHops;
  private final SeedSequence seeds;
  private LinkException broken;
  private Tally tally = new Tally(0, 0, 0);

  /** Steps on a network, for as long as the time allows. */
  Journey(Network network, Pace pace, WalkTime time, BooleanSupplier stopped) throws IOException {
    this.network = network;
    this.pace = pace;
    this.time = time;
    this.stopped = stopped;
    this.seeds = new SeedSequence(network.seed());
    this.ports = network.ports().several(TCP_PORTS);
    this.nextHops = new NextHopFinder(network, ports.filter());
  }

  /** The next seed, derived from the user's seed if there is one. */
  long nextSeed() {
    return seeds.next();
  }

  /** Opens the path to a host. Waits at most {@code patience} ns for its next hop's MAC address. */
  KnownPath towards(InetAddress target, long patience) throws IOException {
    return nextHops.find(target, patience, this);
  }

  /** Opens a connection, talks, and closes it. */
  ConversationResult converse(KnownPath known, int port, Talk talk, TcpSettings settings)
      throws IOException {
    ConversationQuestion question =
        new ConversationQuestion(
            known.path().target(),
            new Port(port),
            known.path().hop(),
            new Port(ports.nextTcp(known.path().target())),
            settings,
            time.patience(),
            time.left(),
            nextSeed());
    return run(known.path(), new Conversation(question, talk));
  }

  /** Runs a diagnosis that ends by itself, or until the link breaks. */
  <R> R run(NetworkPath path, Diagnosis<R> diagnosis) {
    return run(path, diagnosis, time.left() + LAST_WORDS);
  }

  /** Runs a diagnosis for at most {@code most} ns, or until the link breaks. */
  <R> R run(NetworkPath path, Diagnosis<R> diagnosis, long most) {
    NetworkPath.Outcome<R> outcome = path.run(diagnosis, pace, most, stopped);
    time.spend(outcome.elapsed());
    broken = outcome.broken().orElse(broken);
    tally = tally.plus(outcome.tally());
    return outcome.result();
  }

  /** What was sent and received so far. */
  Tally tally() {
    return tally;
  }

  /** Why the link broke; empty when it did not. */
  Optional<LinkException> broken() {
    return Optional.ofNullable(broken);
  }

  Network network() {
    return network;
  }

  /** The UDP port for packets to a host. */
  int udpPort(InetAddress target) throws IOException {
    return ports.udp(target);
  }

  WalkTime time() {
    return time;
  }

  /** Whether the walk ends here: Ctrl-C was pressed, the link is broken, or the time is up. */
  boolean isStopped() {
    return broken != null || time.isUp() || stopped.getAsBoolean();
  }
}
