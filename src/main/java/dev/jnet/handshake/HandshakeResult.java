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
 * The result of an attempt to connect to one port.
 *
 * @param port 1 to 65535
 * @param status whether the port is open
 * @param steps every segment and every ICMP error, in the order of time
 * @param error the ICMP error that answered the SYN
 * @param syn this host's first SYN; empty when none was sent
 * @param synAck the first SYN-ACK; empty when none arrived
 * @param options what both SYNs agreed on
 * @param effectiveMss the most bytes of data in one segment from this host
 * @param roundTrip ns from the SYN to its answer; negative without an answer
 * @param exact whether the round trip comes from the kernel's stamps
 * @param ending how the connection ended on this side
 * @param reply the data that arrived, up to as many bytes as were asked for
 * @param remarks what was unusual
 * @param complaint the error of this machine's kernel, when the kernel was to connect and could not
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
  /** This result with the place to which this machine's NAT led the connection. */
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
    /** A SYN-ACK came: a program listens. */
    OPEN("open"),
    /** A RST came: no program listens. */
    CLOSED("closed"),
    /**
     * Nothing came, or an ICMP error did: a filter on the path or of the target drops or refuses
     * the SYN.
     */
    FILTERED("filtered"),
    /** The attempt was stopped before anything was known. */
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

  /** An ICMP error that refused the SYN, and the address that it came from. */
  public record Filter(InetAddress from, IcmpError error) {}
}
