package dev.jnet.handshake;

import dev.jnet.tcp.Ending;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of a connection attempt.
 *
 * @param port 1 to 65535
 * @param status whether the port is open
 * @param steps every segment, in the order of time
 * @param error the ICMP error that ended it
 * @param syn our SYN as it left first; empty when not even that was sent
 * @param synAck the answer to it
 * @param options what both SYNs agreed on
 * @param effectiveMss bytes of data in one of our segments at most
 * @param roundTrip ns from the SYN to its answer; negative without an answer
 * @param exact whether kernel stamps gave the round trip
 * @param ending how the connection came to its end on our side
 * @param reply the data that came, as much as was asked for
 * @param remarks what was unusual
 * @param complaint what this machine's kernel said, where it made the connection and could not
 * @param translation where this machine's NAT led the connection; empty where the segments show
 *     none
 */
public record HandshakeResult(
    int port,
    Status status,
    List<Step> steps,
    Optional<Filter> error,
    Optional<Tcp> syn,
    Optional<Tcp> synAck,
    OptionsInForce options,
    int effectiveMss,
    long roundTrip,
    boolean exact,
    Ending ending,
    byte[] reply,
    Set<Remark> remarks,
    Optional<String> complaint,
    Optional<Translation> translation) {
  /** This result of a connection that this machine's NAT led elsewhere. */
  HandshakeResult translatedTo(Optional<Translation> elsewhere) {
    return new HandshakeResult(
        port,
        status,
        steps,
        error,
        syn,
        synAck,
        options,
        effectiveMss,
        roundTrip,
        exact,
        ending,
        reply,
        remarks,
        complaint,
        elsewhere);
  }

  /** What a port is like. */
  public enum Status {
    /** Somebody listens: SYN-ACK. */
    OPEN("open"),
    /** Nobody listens there: RST. */
    CLOSED("closed"),
    /** Somebody on the way, or the host's own filter, does not let us: silence or an ICMP error. */
    FILTERED("filtered"),
    /** Interrupted before anything was known. */
    UNKNOWN("unknown");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    /** In one word. */
    public String word() {
      return word;
    }
  }

  /** Who refuses with an ICMP error, and in which words. */
  public record Filter(InetAddress from, IcmpError error) {}
}
