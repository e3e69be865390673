package dev.jnet.mtu;

import dev.jnet.probe.ReplyOrigin;
import dev.jnet.probe.Via;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The result of a search for the path MTU of the packets that were sent. Packets of other flows may
 * take another path. All sizes are bytes of whole IP packets.
 *
 * @param status whether there is an answer
 * @param lower the largest size that arrived in one piece; 0 when none did
 * @param upper the smallest size that is known not to arrive; one more than the limit when none is
 *     known
 * @param confidence how sure it is that {@code lower} is the path MTU
 * @param counts how often the sizes {@code lower} and {@code upper} were tried
 * @param blackHole whether packets larger than {@code lower} are dropped without a usable report
 * @param bottleneck where larger packets are dropped; empty when none are, or when that is unknown
 * @param reports every router's claim, the nearest first; on an honest path each claim is smaller
 *     than the one before
 * @param ignored claims that were not believed
 * @param wayBack what the replies showed of the return path
 * @param dontFragment whether DF arrives at the target as it was sent; otherwise packets may arrive
 *     in fragments, and what arrives says nothing about the path MTU
 * @param failure why the target cannot be reached or the search failed, when an ICMP error or a
 *     reset said so or a connection showed nothing
 * @param roundTrip the shortest round trip in ns; 0 when there was no answer
 * @param rounds rounds of probes that were sent; 0 when the search was given up before it began
 * @param probes probes that were sent
 */
public record MtuResult(
    Status status,
    int lower,
    int upper,
    Confidence confidence,
    Counts counts,
    boolean blackHole,
    Optional<Bottleneck> bottleneck,
    List<Report> reports,
    List<Ignored> ignored,
    WayBack wayBack,
    DontFragment dontFragment,
    Optional<Failure> failure,
    long roundTrip,
    int rounds,
    int probes) {

  /** Whether there is an answer. */
  public enum Status {
    /** The target answered. */
    OK,
    /** The target did not answer. */
    NO_REPLY
  }

  /** What is known about the DF bit of packets that arrive at the target. */
  public enum DontFragment {
    /**
     * It was not tested: nothing suggested that it is cleared, no packet could be sent to test it,
     * or the path is an IPv6 one, where there is no DF.
     */
    UNTESTED,
    /** It was tested because packets may have arrived in fragments, but no answer showed it. */
    UNKNOWN,
    /** It arrives as it was sent. */
    KEPT,
    /** Some router clears it. */
    CLEARED
  }

  /** How sure an answer is. */
  public enum Confidence {
    /** {@code lower} was answered, and one byte more surely does not arrive. */
    CONFIRMED,
    /** Only a router claims it; the target answered nothing. */
    CLAIMED,
    /** The path MTU is from {@code lower} to below {@code upper}. */
    BRACKETED
  }

  /**
   * How often the two sizes were tried on which the answer rests.
   *
   * @param lowerSent packets of {@code lower} bytes that were sent
   * @param lowerAnswered how many of them were answered
   * @param upperSent packets of {@code upper} bytes that were sent
   * @param upperReported how many of them a router reported as too big, truly or not
   */
  public record Counts(int lowerSent, int lowerAnswered, int upperSent, int upperReported) {}

  /**
   * Where larger packets are dropped.
   *
   * @param hop its distance: 1 is the first router. 0 is this machine; where {@code reported}, 0 is
   *     a router whose distance is unknown
   * @param address of the router; empty when no reply came from it
   * @param reported whether it reported the drop itself; otherwise packets vanish after it
   */
  public record Bottleneck(int hop, Optional<InetAddress> address, boolean reported) {}

  /**
   * A router's "too big".
   *
   * @param hop its distance, 1 for the first router, by the TTL in the packet that it quotes. When
   *     that TTL makes no sense, the distance that small probes found; 0 when it is unknown
   * @param address the router's
   * @param claim the MTU in bytes that it names for its next link; 0 from a router that names none
   * @param size bytes of the largest probe that it dropped
   */
  public record Report(int hop, InetAddress address, int claim, int size) {}

  /**
   * A claim that was not believed.
   *
   * @param address the router's
   * @param claim the MTU that it named, in bytes: 0 to 2^32 − 1
   * @param size bytes of the probe that it was about
   * @param why it was not believed
   */
  public record Ignored(InetAddress address, long claim, int size, Why why) {
    /** Why a claim was not believed. */
    public enum Why {
      /**
       * The claim is not below the size of the probe that it calls too big (RFC 8899 section
       * 4.6.2).
       */
      NOT_BELOW_THE_PROBE,
      /**
       * The claim is below what every link of that IP version must carry: 68 bytes (RFC 791), or
       * 1280 bytes (RFC 8201 section 4).
       */
      BELOW_THE_MINIMUM,
      /** A packet larger than the claim arrived. */
      REFUTED
    }
  }

  /**
   * What the replies showed of the return path, from the target to this host.
   *
   * @param narrower whether it carries less than the path to the target
   * @param fragment bytes of the largest fragment of a reply; 0 when no reply was fragmented
   * @param largestEcho bytes of the largest echo reply that came back, when larger packets arrive
   *     whose answers are small; otherwise 0. The return path may be narrower, or something drops
   *     large echo requests alone
   * @param largerBy which packets show that larger ones arrive; meaningless without largestEcho
   * @param ruledOut whether the return path is ruled out as the place where larger packets vanish:
   *     none vanish silently, or it is known that they are dropped on the way to the target
   * @param hopLimit with which the target's last reply arrived, 1 to 255; 0 when none came
   * @param origin from where the replies came, where their hop limit is that of the next machine
   */
  public record WayBack(
      boolean narrower,
      int fragment,
      int largestEcho,
      Via.Kind largerBy,
      boolean ruledOut,
      int hopLimit,
      ReplyOrigin origin) {
    /** What the replies showed when the return path is not ruled out, and no hop limit is known. */
    public WayBack(boolean narrower, int fragment, int largestEcho) {
      this(narrower, fragment, largestEcho, false, 0, ReplyOrigin.UNKNOWN);
    }

    /** What the replies showed, where datagrams show whether larger packets arrive. */
    public WayBack(
        boolean narrower,
        int fragment,
        int largestEcho,
        boolean ruledOut,
        int hopLimit,
        ReplyOrigin origin) {
      this(narrower, fragment, largestEcho, Via.Kind.UDP, ruledOut, hopLimit, origin);
    }

    WayBack showing(Via.Kind larger) {
      return new WayBack(narrower, fragment, largestEcho, larger, ruledOut, hopLimit, origin);
    }
  }

  /**
   * Why the target cannot be reached.
   *
   * @param address of the host or router that said so; the target's own when a connection showed
   *     nothing
   * @param words what the error means, such as {@code host unreachable}
   */
  public record Failure(InetAddress address, String words) {}

  /**
   * Whether the target confirmed the path MTU; then it is {@link #lower}. A mere claim is not
   * enough.
   */
  public boolean known() {
    return status == Status.OK && confidence != Confidence.BRACKETED;
  }

  /**
   * A copy of this result with the probes of all searches, where this search was one of several.
   */
  public MtuResult withProbes(int all) {
    return with(failure, all);
  }

  /** A copy of this result with a reason why the target cannot be reached. */
  public MtuResult withFailure(Failure reason) {
    return with(Optional.of(reason), probes);
  }

  private MtuResult with(Optional<Failure> reason, int all) {
    return new MtuResult(
        status,
        lower,
        upper,
        confidence,
        counts,
        blackHole,
        bottleneck,
        reports,
        ignored,
        wayBack,
        dontFragment,
        reason,
        roundTrip,
        rounds,
        all);
  }

  /**
   * A copy of this result, where no echo reply larger than {@code bytes} came back although larger
   * packets arrive.
   *
   * @param shown which packets show that
   */
  public MtuResult withLargestEcho(int bytes, Via.Kind shown) {
    WayBack back =
        new WayBack(
            true,
            wayBack.fragment,
            bytes,
            shown,
            wayBack.ruledOut,
            wayBack.hopLimit,
            wayBack.origin);
    return copy(blackHole, bottleneck, reports, back);
  }

  /**
   * A copy of this result, where a router has reported to other probes that larger packets are too
   * big. So they are no black hole.
   */
  MtuResult withReport(Report report) {
    List<Report> all = new ArrayList<>(reports);
    all.add(report);
    Bottleneck at = new Bottleneck(report.hop, Optional.of(report.address), true);
    return copy(false, Optional.of(at), List.copyOf(all), wayBack);
  }

  private MtuResult copy(
      boolean hole, Optional<Bottleneck> at, List<Report> routers, WayBack back) {
    return new MtuResult(
        status,
        lower,
        upper,
        confidence,
        counts,
        hole,
        at,
        routers,
        ignored,
        back,
        dontFragment,
        failure,
        roundTrip,
        rounds,
        probes);
  }

  /** This result without an answer, because of a reason: what little arrived says nothing. */
  public MtuResult unanswered(Failure reason) {
    return new MtuResult(
        Status.NO_REPLY,
        0,
        upper,
        confidence,
        counts,
        false,
        Optional.empty(),
        reports,
        ignored,
        wayBack,
        dontFragment,
        Optional.of(reason),
        roundTrip,
        rounds,
        probes);
  }
}
