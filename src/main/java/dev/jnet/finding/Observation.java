package dev.jnet.finding;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Something that was sent, and what came back.
 *
 * @param sent what was sent
 * @param bytes the length of each IP packet that was sent; 0 when the size does not matter
 * @param times how often it was sent; 0 when it was not sent for this or not counted
 * @param came what came back
 * @param answers how often that came back
 * @param from the sender of what came back; empty when nothing came, or several hosts answered
 */
public record Observation(
    Sent sent, int bytes, int times, Came came, int answers, Optional<InetAddress> from) {
  /** What was sent. */
  public enum Sent {
    /** An ICMP echo request. */
    ECHO_REQUEST,
    /** A TCP segment with data. */
    SEGMENT,
    /** A SYN. */
    SYN,
    /** A UDP datagram. */
    DATAGRAM,
    /** A packet whose hop limit lets it reach a router only. */
    HOP_LIMITED_PACKET,
    /** The packets of one flow, the largest of which have this size. */
    FLOW,
    /** A question to this machine's kernel. */
    KERNEL_QUERY,
    /** A packet that this machine's kernel sends by its own socket. */
    KERNEL_PACKET,
    /** A question for a hardware address: ARP, or neighbor discovery. */
    NEIGHBOR_QUESTION,
    /** A question for the addresses of a name. */
    NAME_QUESTION,
    /** A request for what is at a URL. */
    REQUEST
  }

  /** What came back. */
  public enum Came {
    /** Nothing. */
    NOTHING,
    /** The answer that the packet asks for. */
    ANSWER,
    /** The answer in fragments. */
    FRAGMENTS,
    /** "Fragmentation needed", or "packet too big". */
    TOO_BIG,
    /** "Time exceeded". */
    TIME_EXCEEDED,
    /** Another ICMP error. */
    UNREACHABLE,
    /** A TCP reset. */
    RESET
  }

  /** Something that was sent and not answered. */
  public static Observation silence(Sent sent, int bytes, int times) {
    return new Observation(sent, bytes, times, Came.NOTHING, 0, Optional.empty());
  }

  /** Something that came from one address. */
  public static Observation of(
      Sent sent, int bytes, int times, Came came, Optional<InetAddress> from) {
    return new Observation(sent, bytes, times, came, 1, from);
  }
}
