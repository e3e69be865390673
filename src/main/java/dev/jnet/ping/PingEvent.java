package dev.jnet.ping;

import dev.jnet.wire.IcmpError;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/** Something that happened while pinging. A report gives it a line. */
public sealed interface PingEvent {
  /** The probe's sequence number as it stands in an echo request: 0 to 65535, the first is 1. */
  int sequence();

  /** A probe was sent. */
  record Sent(int sequence) implements PingEvent {}

  /**
   * The target answered, or a station of the group that was asked.
   *
   * @param from the address that answered
   * @param bytes of the IP packet's payload that came
   * @param hopLimit the TTL with which it came, 0 to 255
   * @param roundTrip in ns
   * @param manner in which it was answered
   * @param marks what was unusual about it
   * @param damage the first byte that differs from what was sent; empty where none does
   * @param hopLimitBefore the TTL of the answer before, with {@link Mark#TTL_CHANGED}; otherwise −1
   */
  public record Answer(
      int sequence,
      InetAddress from,
      int bytes,
      int hopLimit,
      long roundTrip,
      Manner manner,
      Set<Mark> marks,
      Optional<Damage> damage,
      int hopLimitBefore)
      implements PingEvent {}

  /**
   * An ICMP error came instead of an answer.
   *
   * @param from the address that sent it
   * @param roundTrip in ns
   */
  record Failed(int sequence, InetAddress from, IcmpError error, long roundTrip)
      implements PingEvent {}

  /**
   * The probe did not leave.
   *
   * @param bytes of its IP packet
   * @param mtu of the interface
   */
  record Refused(int sequence, int bytes, int mtu) implements PingEvent {}

  /** How a target answers. */
  enum Manner {
    /** It echoed the probe. */
    ECHO,
    /** The TCP port is open: SYN and ACK. */
    OPEN,
    /** The port is closed: TCP's RST, or ICMP's "port unreachable". */
    CLOSED,
    /** A UDP datagram came back. */
    DATAGRAM
  }

  /** What is unusual about an answer. */
  enum Mark {
    /** The probe had been answered before. */
    DUPLICATE,
    /** The answer to a later probe had come before. */
    REORDERED,
    /** It took longer than {@link PingQuestion.Schedule#lateAfter}. */
    LATE,
    /** The ICMP checksum is wrong. Such an answer does not count as received. */
    BAD_CHECKSUM,
    /** It came from another address than the one asked. */
    DIFFERENT_ADDRESS,
    /** The checksum is right, but the data differ from what was sent. */
    CHANGED,
    /** The TTL differs from that of the answer before: another return path, or another host. */
    TTL_CHANGED;

    /** The name for programs, such as {@code ttl-changed}. */
    public String word() {
      return switch (this) {
        case DUPLICATE -> "duplicate";
        case REORDERED -> "reordered";
        case LATE -> "late";
        case BAD_CHECKSUM -> "bad-checksum";
        case DIFFERENT_ADDRESS -> "different-address";
        case CHANGED -> "changed";
        case TTL_CHANGED -> "ttl-changed";
      };
    }
  }

  /**
   * The first byte of data that is not what was sent.
   *
   * @param offset in the data, from 0 on
   * @param sent 0 to 255; negative where the data should have ended
   * @param received 0 to 255; negative where the data ended too early
   */
  record Damage(int offset, int sent, int received) {}
}
