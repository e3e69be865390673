package dev.jnet.tcp;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Ipv4;
import dev.jnet.wire.Ipv6;
import dev.jnet.wire.Tcp;

/**
 * The settings of one side of a connection. All times are in ns.
 *
 * @param syn what this side's SYN offers
 * @param sendMss the largest segment that this side's link carries, in bytes, with options counted
 *     as data: the MTU less the IP header and 20 bytes of TCP header; at least {@link #MIN_MSS}
 * @param defaultMss the largest segment for a peer that announces none: 536 bytes over IPv4, 1220
 *     over IPv6 (RFC 9293 section 3.7.1)
 * @param buffers how much data may wait
 * @param retries how long to wait for an acknowledgment, and how often to try
 * @param ackDelay how long an acknowledgment may be delayed, at most 0.5 s (RFC 9293 section
 *     3.8.6.3); 0 acknowledges everything at once
 * @param timeWait how long TIME_WAIT lasts, 2 × MSL: RFC 9293 has 240 s, Linux 60 s
 */
public record TcpSettings(
    SynOffer syn,
    int sendMss,
    int defaultMss,
    Buffers buffers,
    Retries retries,
    long ackDelay,
    long timeWait) {
  /** The smallest segment size in bytes: an IPv4 MTU of 68, less 60 bytes of headers. */
  public static final int MIN_MSS = 8;

  /** How long Linux stays in TIME_WAIT, in ns. */
  public static final long LINUX_TIME_WAIT = 60 * Nanos.SECOND;

  private static final int MAX_MSS = 0xffff;
  private static final int MAX_SCALE = 14;

  /**
   * What this side's SYN offers.
   *
   * @param mss the largest segment that this side receives, in bytes, without options, 1 to 65535;
   *     0 sends no MSS option
   * @param windowScale the shift of this side's windows, 0 to 14; negative offers no scale
   * @param sackPermitted whether it offers selective acknowledgments (RFC 2018)
   * @param timestamps whether it offers timestamps (RFC 7323)
   */
  public record SynOffer(int mss, int windowScale, boolean sackPermitted, boolean timestamps) {
    /** Checks the ranges. */
    public SynOffer {
      require(mss >= 0 && mss <= MAX_MSS, "MSS " + mss);
      require(windowScale <= MAX_SCALE, "window scale " + windowScale);
    }
  }

  /**
   * How much data may wait.
   *
   * @param receive the most bytes that wait to be read; at least 1 after the shift of the window
   *     scale
   * @param send the most bytes that wait to be acknowledged, at least 1
   */
  public record Buffers(int receive, int send) {
    /** Checks the ranges. */
    public Buffers {
      require(receive >= 1 && send >= 1, "buffers of " + receive + " and " + send + " bytes");
    }
  }

  /**
   * How long to wait for an acknowledgment, and how often to try.
   *
   * @param firstTimeout how long to wait for the answer to the first SYN, in ns (RFC 6298: 1 s)
   * @param leastTimeout the shortest wait before a segment is sent again, in ns (RFC 6298: 1 s;
   *     Linux: 200 ms)
   * @param synTries how often a SYN is sent in all, at least 1
   * @param tries how often any other segment is sent in all, at least 1
   */
  public record Retries(long firstTimeout, long leastTimeout, int synTries, int tries) {
    /** Checks the ranges. */
    public Retries {
      require(firstTimeout >= 1 && leastTimeout >= 1, "timeouts below 1 ns");
      require(synTries >= 1 && tries >= 1, "tries " + synTries + " and " + tries);
    }
  }

  /** Checks the ranges. */
  public TcpSettings {
    require(sendMss >= MIN_MSS && defaultMss >= MIN_MSS, "MSS " + sendMss + " and " + defaultMss);
    require(
        buffers.receive() >> Math.max(0, syn.windowScale()) >= 1,
        "window scale " + syn.windowScale() + " with a buffer of " + buffers.receive());
    require(ackDelay >= 0 && timeWait >= 0, "delays below 0 ns");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("TCP settings out of range: " + what);
    }
  }

  /**
   * Settings like those of a Linux host whose interface has this MTU: MSS, window scale 7, SACK,
   * timestamps. A SYN is sent 3 times and another segment 8 times; Linux sends more.
   *
   * @param version the IP version: 4 or 6
   * @param mtu the interface's MTU, 68 to 65535 bytes
   */
  public static TcpSettings linux(int version, int mtu) {
    int mss = mtu - (version == 4 ? Ipv4.HEADER : Ipv6.HEADER) - Tcp.HEADER;
    return new TcpSettings(
        new SynOffer(Math.min(mss, MAX_MSS), 7, true, true),
        mss,
        version == 4 ? 536 : 1220,
        new Buffers(1 << 16, 1 << 16),
        new Retries(Nanos.SECOND, 200 * Nanos.MILLISECOND, 3, 8),
        0,
        LINUX_TIME_WAIT);
  }

  /** These settings with another MSS in the SYN; 0 for none. */
  public TcpSettings withAnnouncedMss(int mss) {
    return with(new SynOffer(mss, syn.windowScale(), syn.sackPermitted(), syn.timestamps()));
  }

  /** These settings with other options in the SYN; a negative scale offers none. */
  public TcpSettings withOptions(int scale, boolean sack, boolean stamps) {
    return with(new SynOffer(syn.mss(), scale, sack, stamps));
  }

  private TcpSettings with(SynOffer offer) {
    return new TcpSettings(offer, sendMss, defaultMss, buffers, retries, ackDelay, timeWait);
  }

  /**
   * These settings for a link that carries segments of this size in bytes, with options counted as
   * data.
   */
  public TcpSettings withSendMss(int mss) {
    return new TcpSettings(syn, mss, defaultMss, buffers, retries, ackDelay, timeWait);
  }

  /** These settings with buffers of other sizes, in bytes. */
  public TcpSettings withBuffers(int receive, int send) {
    Buffers sizes = new Buffers(receive, send);
    return new TcpSettings(syn, sendMss, defaultMss, sizes, retries, ackDelay, timeWait);
  }

  /** These settings with another first wait for an answer, in ns, and other numbers of tries. */
  public TcpSettings withPatience(long first, int syns, int segments) {
    Retries patience = new Retries(first, retries.leastTimeout(), syns, segments);
    return new TcpSettings(syn, sendMss, defaultMss, buffers, patience, ackDelay, timeWait);
  }

  /** These settings with another delay of acknowledgments and another TIME_WAIT, both in ns. */
  public TcpSettings withDelays(long acknowledgment, long waiting) {
    return new TcpSettings(syn, sendMss, defaultMss, buffers, retries, acknowledgment, waiting);
  }
}
