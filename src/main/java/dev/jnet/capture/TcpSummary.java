package dev.jnet.capture;

import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a TCP conversation came to. Times are in ns.
 *
 * @param index its place in the order of beginning, from 1
 * @param client who began it
 * @param server the other side
 * @param frames of both sides
 * @param bytes of their IP packets
 * @param duration from the first frame to the last one
 * @param opening how it was opened
 * @param closed whether a side sent a FIN
 * @param reset the first reset
 * @param tooBig the last report of a router about a packet of it
 * @param tls why its TLS was not set up; empty where it was, and where there is none
 * @param steps its first segments; empty where they are not kept
 */
public record TcpSummary(
    int index,
    Side client,
    Side server,
    long frames,
    long bytes,
    long duration,
    Opening opening,
    boolean closed,
    Optional<Reset> reset,
    Optional<TooBig> tooBig,
    Optional<TlsRefusal> tls,
    List<Step> steps) {
  /**
   * One side.
   *
   * @param hole bytes above which its packets vanish; empty where none do
   */
  public record Side(InetAddress address, int port, SideTraffic traffic, OptionalInt hole) {}

  /**
   * What a side sent.
   *
   * @param data bytes, also those that it sent again
   * @param mss that it announced, in bytes; 0 where that was not captured
   * @param largestPacket bytes of its largest IP packet
   * @param needless those of the retransmissions that the other side had acknowledged before
   */
  public record SideTraffic(
      long segments,
      long data,
      int mss,
      int largestPacket,
      long retransmissions,
      long needless,
      long duplicateAcks,
      long zeroWindows,
      long outOfOrder) {}

  /**
   * How a conversation was opened.
   *
   * @param syns the client's; 0 where the capture began later
   * @param plain those of them that carried no data: others may be tests of what the path carries
   * @param answered whether a SYN-ACK came
   * @param roundTrip from the first SYN to the SYN-ACK, in ns; −1 where that was not captured
   */
  public record Opening(int syns, int plain, boolean answered, long roundTrip) {}

  /**
   * A reset.
   *
   * @param byClient whether it names the client as its sender
   * @param hopLimit with which it came by
   * @param usual the hop limit of that side's other packets; 0 where there were none
   * @param number of its frame
   */
  public record Reset(boolean byClient, int hopLimit, int usual, long number) {
    /** Whether another machine than that side seems to have sent it. */
    public boolean isForeign() {
      return usual > 0 && Math.abs(hopLimit - usual) > 1;
    }
  }

  /**
   * A segment.
   *
   * @param number of its frame
   * @param at ns since the conversation's first frame
   * @param tcp as much of it as was captured
   * @param length bytes of data, captured or not
   * @param hopLimit with which it came by
   */
  public record Step(
      long number,
      long at,
      boolean byClient,
      Tcp tcp,
      int length,
      int hopLimit,
      List<TcpEvent> events) {}

  /** Segments of both sides. */
  public long segments() {
    return client.traffic().segments() + server.traffic().segments();
  }

  /** Retransmissions of both sides. */
  public long retransmissions() {
    return client.traffic().retransmissions() + server.traffic().retransmissions();
  }

  /** Retransmissions of both sides that the other side had not acknowledged before. */
  public long neededRetransmissions() {
    return retransmissions() - client.traffic().needless() - server.traffic().needless();
  }

  /** Duplicate ACKs of both sides. */
  public long duplicateAcks() {
    return client.traffic().duplicateAcks() + server.traffic().duplicateAcks();
  }

  /** Segments of both sides that close the window. */
  public long zeroWindows() {
    return client.traffic().zeroWindows() + server.traffic().zeroWindows();
  }
}
