package dev.jnet.tcp;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;

/**
 * What one side of a connection brings along. All times in ns.
 *
 * @param announcedMss the MSS option of our SYN: the largest segment that we receive, options not
 *     counted, 1 to 65535; 0 sends no such option
 * @param sendMss the largest segment that our own way out carries, options counted as data: the
 *     path's MTU without the IP header and the 20 octets of the TCP header
 * @param defaultMss what a peer takes that announces nothing: 536 over IPv4, 1220 over IPv6
 * @param windowScale the shift that our SYN offers, 0 to 14, by which {@code receiveCapacity} must
 *     not become 0; negative offers none
 * @param sackPermitted whether our SYN says that selective acknowledgments are understood
 * @param timestamps whether our SYN offers timestamps
 * @param receiveCapacity octets that wait to be read at most
 * @param sendCapacity octets that wait to be acknowledged at most
 * @param firstTimeout how long to wait for the answer to the first SYN (RFC 6298: 1 s)
 * @param leastTimeout the shortest wait before anything is sent again (RFC 6298: 1 s; Linux: 200
 *     ms)
 * @param synTries how often a SYN is sent in all, at least 1
 * @param tries how often other segments are sent in all, at least 1
 * @param ackDelay how long an acknowledgment may wait for company, at most 0.5 s (RFC 9293 section
 *     3.8.6.3); 0 acknowledges everything at once
 * @param timeWait 2 × MSL: RFC 9293 has 240 s, Linux 60 s
 */
public record TcpSettings(
    int announcedMss,
    int sendMss,
    int defaultMss,
    int windowScale,
    boolean sackPermitted,
    boolean timestamps,
    int receiveCapacity,
    int sendCapacity,
    long firstTimeout,
    long leastTimeout,
    int synTries,
    int tries,
    long ackDelay,
    long timeWait) {
  /** The shortest segment that makes sense: an IPv4 MTU of 68, with full headers. */
  public static final int MIN_MSS = 8;

  /** What Linux waits in TIME_WAIT. */
  public static final long LINUX_TIME_WAIT = 60 * Nanos.SECOND;

  /** Checks the ranges. */
  public TcpSettings {
    if (announcedMss < 0
        || announcedMss > 0xffff
        || sendMss < MIN_MSS
        || defaultMss < MIN_MSS
        || windowScale > 14
        || receiveCapacity >> Math.max(0, windowScale) < 1
        || sendCapacity < 1
        || firstTimeout < 1
        || leastTimeout < 1
        || synTries < 1
        || tries < 1
        || ackDelay < 0
        || timeWait < 0) {
      throw new IllegalArgumentException("TCP settings out of range: MSS " + announcedMss);
    }
  }

  /**
   * What a Linux host brings along whose interface has this MTU: MSS, scale 7, SACK, timestamps.
   *
   * @param version of IP: 4 or 6
   * @param mtu 68 to 65535 octets
   */
  public static TcpSettings linux(int version, int mtu) {
    int mss = mtu - (version == 4 ? Ipv4.HEADER : Ipv6.HEADER) - Tcp.HEADER;
    return new TcpSettings(
        Math.min(mss, 0xffff),
        mss,
        version == 4 ? 536 : 1220,
        7,
        true,
        true,
        1 << 16,
        1 << 16,
        Nanos.SECOND,
        200 * Nanos.MILLISECOND,
        3,
        8,
        0,
        LINUX_TIME_WAIT);
  }

  /** The same, announcing another MSS. */
  public TcpSettings withAnnouncedMss(int mss) {
    return new TcpSettings(
        mss,
        sendMss,
        defaultMss,
        windowScale,
        sackPermitted,
        timestamps,
        receiveCapacity,
        sendCapacity,
        firstTimeout,
        leastTimeout,
        synTries,
        tries,
        ackDelay,
        timeWait);
  }

  /** The same on a way out that carries other segments, options counted as data. */
  public TcpSettings withSendMss(int mss) {
    return new TcpSettings(
        announcedMss,
        mss,
        defaultMss,
        windowScale,
        sackPermitted,
        timestamps,
        receiveCapacity,
        sendCapacity,
        firstTimeout,
        leastTimeout,
        synTries,
        tries,
        ackDelay,
        timeWait);
  }

  /** The same with other options in the SYN; a negative scale offers none. */
  public TcpSettings withOptions(int scale, boolean sack, boolean stamps) {
    return new TcpSettings(
        announcedMss,
        sendMss,
        defaultMss,
        scale,
        sack,
        stamps,
        receiveCapacity,
        sendCapacity,
        firstTimeout,
        leastTimeout,
        synTries,
        tries,
        ackDelay,
        timeWait);
  }

  /** The same with buffers of these sizes, in octets. */
  public TcpSettings withBuffers(int receive, int send) {
    return new TcpSettings(
        announcedMss,
        sendMss,
        defaultMss,
        windowScale,
        sackPermitted,
        timestamps,
        receive,
        send,
        firstTimeout,
        leastTimeout,
        synTries,
        tries,
        ackDelay,
        timeWait);
  }

  /** The same with another patience: the first wait for an answer, and how often to try. */
  public TcpSettings withPatience(long first, int syns, int segments) {
    return new TcpSettings(
        announcedMss,
        sendMss,
        defaultMss,
        windowScale,
        sackPermitted,
        timestamps,
        receiveCapacity,
        sendCapacity,
        first,
        leastTimeout,
        syns,
        segments,
        ackDelay,
        timeWait);
  }

  /** The same with acknowledgments that wait so long, and a TIME_WAIT of this length. */
  public TcpSettings withDelays(long acknowledgment, long waiting) {
    return new TcpSettings(
        announcedMss,
        sendMss,
        defaultMss,
        windowScale,
        sackPermitted,
        timestamps,
        receiveCapacity,
        sendCapacity,
        firstTimeout,
        leastTimeout,
        synTries,
        tries,
        acknowledgment,
        waiting);
  }
}
