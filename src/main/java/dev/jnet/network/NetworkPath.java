package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.console.EndedEarlyException;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.neighbor.Question;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Pace;
import dev.jnet.probe.Prober;
import dev.jnet.probe.Tally;
import dev.jnet.report.Access;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * An open way to a target.
 *
 * @param hop how packets leave
 * @param link where they leave, and where answers arrive
 * @param kernelMtu the path MTU that the kernel has cached for the target, in octets; 0 for none
 * @param sight how much of what passes is seen
 * @param shown how frames really leave, where the link does not have their headers: for reports
 * @param unasked the question that finds the next hop's hardware address, before which nothing can
 *     leave; empty where it is known, or there is none
 */
public record NetworkPath(
    FirstHop hop,
    Link link,
    int kernelMtu,
    Access sight,
    FirstHop shown,
    Optional<Question> unasked) {
  /** What comes later than this, in ns, seldom comes at all. */
  private static final long SILENCE = 1_000_000_000L;

  /** A way on which everything is seen. */
  public NetworkPath(FirstHop hop, Link link, int kernelMtu) {
    this(hop, link, kernelMtu, Access.CAPTURE, hop, Optional.empty());
  }

  /** The same, on which the next hop has to be found first. */
  NetworkPath after(Question question) {
    return new NetworkPath(hop, link, kernelMtu, sight, shown, Optional.of(question));
  }

  /** The same, now that the next hop's hardware address is known. */
  public NetworkPath to(MacAddress mac) {
    return new NetworkPath(hop.to(mac), link, kernelMtu, sight, shown.to(mac), Optional.empty());
  }

  /** What is wrong where the next hop on the way to a target does not tell its address. */
  public CommandException silence(InetAddress target) {
    boolean onLink = hop.nextHop().equals(target);
    String by = Addresses.version(hop.nextHop()) == 4 ? "ARP" : "neighbour discovery";
    return CommandException.noReply(
        (onLink ? "the target " : "the router ")
            + Addresses.text(hop.nextHop())
            + " does not answer "
            + by
            + " on "
            + hop.interfaceName()
            + (onLink ? ": it is down, or not on this link" : ": is it up, and the right one?"),
        hop);
  }

  /**
   * What came of a diagnosis.
   *
   * @param tally what was sent and received
   * @param elapsed ns on the link's clock
   * @param broken what ended it before its time; empty when nothing did
   */
  public record Outcome<R>(R result, Tally tally, long elapsed, Optional<LinkException> broken) {
    /** Whether there is something to tell: not where the link broke before anything came back. */
    public boolean worthTelling() {
      return broken.isEmpty() || tally.received() > 0;
    }

    /** To be called when all is told that was known by then. */
    public void orThrow() throws LinkException {
      if (broken.isPresent()) {
        throw broken.get();
      }
    }

    /** The same outcome, in other terms. */
    public <S> Outcome<S> as(S other) {
      return new Outcome<>(other, tally, elapsed, broken);
    }
  }

  /** Runs a diagnosis for at most so many ns. */
  public <R> Outcome<R> run(Diagnosis<R> diagnosis, Pace pace, long time, BooleanSupplier stopped) {
    return run(link, diagnosis, pace, link.now() + time, stopped);
  }

  /** The same for who would take silence for an answer: so soon after the question it is none. */
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

  /** Runs a diagnosis on a link until a deadline; where the link breaks, until then. */
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
