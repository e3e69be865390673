package dev.jnet.trace;

import dev.jnet.link.FirstHop;
import dev.jnet.probe.FlowLabel;
import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import dev.jnet.unit.Ttl;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;

/**
 * The question of a trace: which routers are on the path to a target?
 *
 * @param target the address that the probes are sent to; a unicast address
 * @param hop how they leave this machine
 * @param via the protocol of the probes
 * @param scope which TTLs to ask about, and how often
 * @param patience the longest wait for an answer, in ns
 * @param seed of the probes' random fields: the same seed, the same probes
 */
public record TraceQuestion(
    InetAddress target, FirstHop hop, Via via, Scope scope, long patience, long seed) {
  /** The largest value of the 8-bit field. */
  public static final int LARGEST_TTL = 255;

  /** The most probes for each hop. */
  public static final int MAX_QUERIES = 10;

  /** The most flows of a trace. */
  public static final int MAX_FLOWS = 64;

  /** The UDP port that traceroute begins with. Hosts leave it closed for that reason. */
  public static final Port CLOSED_PORT = new Port(33_434);

  /**
   * Which TTLs to ask about, and how often.
   *
   * @param first the smallest TTL, 1 to {@code last}
   * @param last the largest TTL, up to 255
   * @param queries probes a hop, 1 to 10
   * @param flows how many flows to send, 1 to 64; the first gives the hops, the others the branches
   */
  public record Scope(Ttl first, Ttl last, int queries, int flows) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when one of them does not hold
     */
    public Scope {
      check("first TTL", first.value(), 1, last.value());
      check("largest TTL", last.value(), 1, LARGEST_TTL);
      check("queries", queries, 1, MAX_QUERIES);
      check("flows", flows, 1, MAX_FLOWS);
    }
  }

  /**
   * Checks the wait.
   *
   * @throws IllegalArgumentException when it is not positive
   */
  public TraceQuestion {
    if (patience <= 0) {
      throw new IllegalArgumentException("a wait of " + patience + " ns");
    }
  }

  private static void check(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(what + " " + value + ", not " + least + " to " + most);
    }
  }

  /** The smallest TTL to ask about. */
  int first() {
    return scope.first().value();
  }

  /** The largest TTL to ask about. */
  int most() {
    return scope.last().value();
  }

  /** Probes a hop. */
  int queries() {
    return scope.queries();
  }

  /** How many flows to send. */
  int flows() {
    return scope.flows();
  }

  /** This question, asked with probes of another kind. */
  public TraceQuestion by(Via other) {
    return new TraceQuestion(target, hop, other, scope, patience, seed);
  }

  /**
   * The fields by which routers choose the path of a flow. All its probes share them.
   *
   * @param number of the flow, 0 to 63
   */
  public FlowLabel label(int number) {
    return new TraceProbes(this).label(number);
  }

  /** This question with one probe a hop, in one flow, up to another TTL. */
  TraceQuestion once(int last) {
    Ttl farthest = new Ttl(Math.max(first(), last));
    Scope once = new Scope(scope.first(), farthest, 1, 1);
    return new TraceQuestion(target, hop, via, once, patience, seed);
  }

  /** The IP version, 4 or 6. */
  int version() {
    return Addresses.version(target);
  }
}
