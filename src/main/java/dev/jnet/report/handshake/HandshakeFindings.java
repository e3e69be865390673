package dev.jnet.report.handshake;

import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.probe.Tally;
import dev.jnet.report.Access;
import java.util.List;

/**
 * Everything that a report on connection attempts tells.
 *
 * @param name the target as it was asked for
 * @param question what was tried, on the first of the ports
 * @param kernelMtu the path MTU that this machine's kernel has cached, in bytes; 0 for none
 * @param client whose TCP made the connections
 * @param why jnet's own TCP could not; empty where it did, or was not asked
 * @param results of the ports, in the order asked for; at least one
 * @param tally what was sent and received
 * @param elapsed ns from the first SYN to the last answer
 */
public record HandshakeFindings(
    String name,
    HandshakeQuestion question,
    int kernelMtu,
    Client client,
    String why,
    List<HandshakeResult> results,
    Tally tally,
    long elapsed) {
  /** Whose TCP made the connections. */
  public enum Client {
    /** The one in user space, on injected segments. */
    JNET,
    /** This machine's kernel, watched. */
    KERNEL
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

  /** How much was seen of what passed. */
  Access seen() {
    return Access.CAPTURE.without(tally.uncaptured());
  }
}
