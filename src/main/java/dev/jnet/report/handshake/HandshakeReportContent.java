package dev.jnet.report.handshake;

import dev.jnet.finding.Finding;
import dev.jnet.finding.LocalConclusions;
import dev.jnet.finding.MiddleboxConclusions;
import dev.jnet.finding.Observation;
import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.Step;
import dev.jnet.probe.ReplyOrigin;
import dev.jnet.probe.Tally;
import dev.jnet.report.Access;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a report on connection attempts needs.
 *
 * @param name the target as it was asked for
 * @param passedOver addresses of the name that were tried before, and were silent
 * @param question the question about the first port
 * @param kernelMtu the path MTU that this machine's kernel has cached, in bytes; 0 for none
 * @param client which TCP made the connections
 * @param why jnet's own TCP could not be used; empty when it was used, or was not wanted
 * @param results the results for the ports in their order; at least one
 * @param origin from where answers came whose hop limit is that of the next machine
 * @param tally what was sent and received
 * @param elapsed the time from the first SYN to the last answer, in ns
 */
public record HandshakeReportContent(
    String name,
    List<InetAddress> passedOver,
    HandshakeQuestion question,
    int kernelMtu,
    Client client,
    String why,
    List<HandshakeResult> results,
    ReplyOrigin origin,
    Tally tally,
    long elapsed) {
  /** Which TCP made the connections. */
  public enum Client {
    /** jnet's own TCP, which injects segments. */
    JNET,
    /** The TCP of this machine's kernel, whose segments jnet captured. */
    KERNEL
  }

  /**
   * Connections that jnet's own TCP made, before it is known what they cost.
   *
   * @see #measured
   */
  public static HandshakeReportContent ofOwnTcp(
      String name,
      List<InetAddress> passedOver,
      HandshakeQuestion question,
      int kernelMtu,
      List<HandshakeResult> results) {
    return new HandshakeReportContent(
        name,
        passedOver,
        question,
        kernelMtu,
        Client.JNET,
        "",
        results,
        ReplyOrigin.UNKNOWN,
        new Tally(0, 0, 0),
        0);
  }

  /**
   * These results, now that the connections are over.
   *
   * @param sentAndReceived by all connections together
   * @param time ns from the first SYN to the last answer
   */
  public HandshakeReportContent measured(Tally sentAndReceived, long time) {
    return new HandshakeReportContent(
        name, passedOver, question, kernelMtu, client, why, results, origin, sentAndReceived, time);
  }

  /** These results, now that it was asked from where suspect answers came. */
  public HandshakeReportContent from(ReplyOrigin known) {
    return new HandshakeReportContent(
        name, passedOver, question, kernelMtu, client, why, results, known, tally, elapsed);
  }

  /**
   * The first result whose answer has the hop limit of the next machine, although the route leads
   * through a router.
   */
  public Optional<HandshakeResult> suspect() {
    return results.stream().filter(this::isSuspect).findFirst();
  }

  private boolean isSuspect(HandshakeResult result) {
    return suspicion(result).isPresent();
  }

  /** Whether an answer is the target's own, as far as its hop limit and round trip tell. */
  boolean isByTarget(HandshakeResult result) {
    return origin == ReplyOrigin.BEYOND || !isSuspect(result);
  }

  /** Whether every port that was asked for is open. */
  public boolean allOpen() {
    for (HandshakeResult result : results) {
      if (result.status() != HandshakeResult.Status.OPEN) {
        return false;
      }
    }
    return true;
  }

  /** Whether nothing answered at any port, not even an ICMP error. */
  public boolean isSilent() {
    return results.stream()
        .allMatch(
            result ->
                result.status() == HandshakeResult.Status.FILTERED
                    && result.error().isEmpty()
                    && result.complaint().isEmpty());
  }

  /** What follows about who answered on a port. */
  List<Finding> answerers(HandshakeResult result) {
    return suspicion(result).filter(any -> origin == ReplyOrigin.FIRST_ROUTER).stream().toList();
  }

  /** What follows about who answered on a port, and about what programs here get. */
  List<Finding> conclusions(HandshakeResult result) {
    return LocalConclusions.beside(answerers(result), tally.programs(), tally.elsewhere());
  }

  /** That a middlebox may have answered, as far as the hop limit of the first answer tells. */
  private Optional<Finding> suspicion(HandshakeResult result) {
    return result.steps().stream()
        .filter(Step::isIncomingSegment)
        .findFirst()
        .flatMap(
            step ->
                MiddleboxConclusions.of(
                    question.hop(), question.target(), step.hopLimit(), Observation.Sent.SYN));
  }

  /** How much of the traffic was seen. */
  Access seen() {
    return Access.CAPTURE.after(tally);
  }
}
