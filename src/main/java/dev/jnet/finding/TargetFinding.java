package dev.jnet.finding;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What follows about the target itself, from small packets. */
public sealed interface TargetFinding extends Finding {
  /**
   * The target answers echo requests.
   *
   * @param roundTrip the median round trip, in ns
   */
  record EchoAnswered(long roundTrip, Grounds grounds) implements TargetFinding {}

  /**
   * Some echo requests were answered, and others were not.
   *
   * @param sent echo requests
   * @param received how many of them were answered; at least one
   */
  record EchoLost(long sent, long received, Grounds grounds) implements TargetFinding {
    /** The share of echo requests without an answer in percent, above 0 and below 100. */
    public double percent() {
      return 100.0 * (sent - received) / sent;
    }
  }

  /** No echo request was answered. */
  record EchoUnanswered(Grounds grounds) implements TargetFinding {}

  /**
   * A program listens on the port.
   *
   * @param port 1 to 65535
   * @param roundTrip from SYN to SYN-ACK, in ns
   */
  record PortOpen(int port, long roundTrip, Grounds grounds) implements TargetFinding {}

  /** A reset answered: no program listens on the port. */
  record PortClosed(int port, Grounds grounds) implements TargetFinding {}

  /**
   * The SYNs were not answered, or an ICMP error answered them.
   *
   * @param by the sender of the ICMP error; empty when nothing came
   * @param reason what the ICMP error means; empty when nothing came
   */
  record PortFiltered(int port, Optional<InetAddress> by, String reason, Grounds grounds)
      implements TargetFinding {}

  /**
   * Connections from some ports of this machine are answered, and from others they never are, as
   * where one of several equal paths is broken (RFC 2992).
   *
   * @param flows how many ports were tried
   * @param silent the ports whose SYNs were not answered, at least one and not all
   */
  record SomeFlowsSilent(int port, int flows, List<Integer> silent, Grounds grounds)
      implements TargetFinding {
    /** Copies the list. */
    public SomeFlowsSilent {
      silent = List.copyOf(silent);
    }
  }

  /**
   * On connections from some ports of this machine large segments never arrive, and on others they
   * do, as where one of several equal paths drops them (RFC 2992).
   *
   * @param flows how many connections were tried
   * @param dropping the ports of this machine whose large segments arrived on neither of two
   *     connections: at least one, and not all
   * @param bytes of the largest packet that arrives from all of them
   */
  record SomeFlowsDropLarge(int port, int flows, List<Integer> dropping, int bytes, Grounds grounds)
      implements TargetFinding {
    /** Copies the list. */
    public SomeFlowsDropLarge {
      dropping = List.copyOf(dropping);
    }
  }

  /**
   * What both SYNs allow fits the path both ways.
   *
   * @param bytes of the largest packet that either side may send on a connection
   * @param mtu bytes of the largest packet that gets through both ways
   */
  record AgreedSizeFits(int bytes, int mtu, Grounds grounds) implements TargetFinding {}

  /**
   * The SYNs allow larger packets than get through both ways.
   *
   * @param bytes of the largest packet that either side may send on a connection
   * @param mtu bytes of the largest packet that gets through both ways
   */
  record AgreedSizeTooLarge(int bytes, int mtu, Grounds grounds) implements TargetFinding {}

  /**
   * A router rewrote the MSS in the SYN of this machine.
   *
   * @param hop the first router that quotes the rewritten option
   * @param sent the MSS as it left, in bytes
   * @param arrived the MSS after the router rewrote it, in bytes
   * @param possible the MSS that the path would carry, in bytes
   */
  record SegmentsClamped(int hop, int sent, int arrived, int possible, Grounds grounds)
      implements TargetFinding {
    /** Whether the segments are smaller than they need to be by more than a quarter. */
    public boolean tooLow() {
      return arrived < possible - possible / 4;
    }
  }
}
