package dev.jnet.mtu;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about the path MTU. All sizes are octets of whole IP packets.
 *
 * @param status whether there is an answer
 * @param lower the largest size that arrived in one piece; 0 when none did
 * @param upper the smallest size that is known not to arrive, or one more than the limit; above it
 *     nothing arrived either
 * @param confidence how sure {@code lower} is the path MTU
 * @param blackHole whether packets larger than {@code lower} vanish without a usable report
 * @param bottleneck where larger packets end; empty where none do, or where that did not show
 * @param reports every router's claim, the nearest first: on an honest path a staircase
 * @param ignored claims that were not believed
 * @param wayBack what showed of the path from the target to here
 * @param failure why the target cannot be reached, when somebody said so
 * @param roundTrip the quickest answer in ns; 0 when there was none
 * @param rounds bursts that were sent, at least 1
 * @param probes probes that were sent
 */
public record MtuResult(
    Status status,
    int lower,
    int upper,
    Confidence confidence,
    boolean blackHole,
    Optional<Bottleneck> bottleneck,
    List<Report> reports,
    List<Ignored> ignored,
    WayBack wayBack,
    Optional<Failure> failure,
    long roundTrip,
    int rounds,
    int probes) {

  /** Whether there is an answer. */
  public enum Status {
    /** The target answered. */
    OK,
    /** It did not. */
    NO_REPLY
  }

  /** How sure an answer is. */
  public enum Confidence {
    /** {@code lower} was answered, and one octet more surely does not arrive. */
    CONFIRMED,
    /** Only a router says so: the target answered nothing. */
    CLAIMED,
    /** The path MTU is from {@code lower} to below {@code upper}. */
    BRACKETED
  }

  /**
   * Where larger packets end.
   *
   * @param hop how many routers away: 1 is the first router; 0 is this machine
   * @param address of the router; empty where it did not show itself
   * @param reported whether it said so itself; otherwise packets vanish behind it
   */
  public record Bottleneck(int hop, Optional<InetAddress> address, boolean reported) {}

  /**
   * A router's "too big".
   *
   * @param hop how many routers away, by the TTL in the packet that it quotes; 0 where that makes
   *     no sense
   * @param address who sent it
   * @param claim the MTU that it names for its next link; 0 from a router that names none
   * @param size of the largest probe that it dropped
   */
  public record Report(int hop, InetAddress address, int claim, int size) {}

  /**
   * A claim that was not believed.
   *
   * @param address who made it
   * @param claim the MTU that it named, in octets: 0 to 2^32 − 1
   * @param size of the probe that it was about
   * @param why it was not believed
   */
  public record Ignored(InetAddress address, long claim, int size, Why why) {
    /** Why a claim was not believed. */
    public enum Why {
      /** It is not below the size of the probe that it calls too big (RFC 8899). */
      NOT_BELOW_THE_PROBE,
      /** It is below what every link of that IP version must carry. */
      BELOW_THE_MINIMUM,
      /** A larger packet arrived. */
      REFUTED
    }
  }

  /**
   * What showed of the path from the target to here.
   *
   * @param narrower whether it carries less than the way there
   * @param fragment octets of the largest fragment in which a reply came; 0 when none did
   * @param largestEcho the largest echo reply that came back, when larger ones are lost on the way
   *     back although the request arrives; otherwise 0
   */
  public record WayBack(boolean narrower, int fragment, int largestEcho) {}

  /**
   * Why the target cannot be reached.
   *
   * @param address who said so
   * @param words what it said, such as {@code host unreachable}
   */
  public record Failure(InetAddress address, String words) {}

  /** The path MTU, when it is known or claimed: {@code lower}. */
  public boolean known() {
    return status == Status.OK && confidence != Confidence.BRACKETED;
  }

  /** The same, with a reason why the target cannot be reached. */
  MtuResult withFailure(Failure reason) {
    return new MtuResult(
        status,
        lower,
        upper,
        confidence,
        blackHole,
        bottleneck,
        reports,
        ignored,
        wayBack,
        Optional.of(reason),
        roundTrip,
        rounds,
        probes);
  }
}
