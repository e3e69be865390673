package dev.jnet.probe;

import java.util.Optional;

/**
 * How the packets of programs on this machine fare, where that differs from injected probes.
 * Injected probes bypass this machine's packet filter, NAT and marks, the limits of its routes, and
 * the kernel's path MTUs.
 *
 * @param answer what the kernel got by its own socket; empty where it got the same, or did not ask
 * @param departure how the kernel's packet left; empty where it left as the probes do, or was not
 *     seen
 * @param limits what the route says about sizes; empty where it says nothing
 * @param cached the path MTU that the kernel has learned; empty where it has learned none that is
 *     below the interface's MTU
 */
public record ProgramTraffic(
    Optional<KernelAnswer> answer,
    Optional<KernelDeparture> departure,
    Optional<RouteLimits> limits,
    Optional<CachedPathMtu> cached) {
  /** Nothing is known that differs. */
  public static final ProgramTraffic SAME =
      new ProgramTraffic(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** This traffic, with what the kernel's own socket got. */
  public ProgramTraffic answered(KernelAnswer came) {
    return new ProgramTraffic(Optional.of(came), departure, limits, cached);
  }

  /** Whether nothing is known that differs. */
  public boolean isSame() {
    return answer.isEmpty() && departure.isEmpty() && limits.isEmpty() && cached.isEmpty();
  }

  /** This traffic; what is not known here is taken from the other. */
  ProgramTraffic or(ProgramTraffic other) {
    return new ProgramTraffic(
        answer.isPresent() ? answer : other.answer,
        departure.isPresent() ? departure : other.departure,
        limits.isPresent() ? limits : other.limits,
        cached.isPresent() ? cached : other.cached);
  }

  /**
   * This traffic, where the largest probe that arrived in one piece had {@code bytes} bytes; 0
   * where none is known.
   */
  public ProgramTraffic besideArrived(int bytes) {
    return new ProgramTraffic(
        answer,
        departure,
        limits,
        cached.map(mtu -> new CachedPathMtu(mtu.target(), mtu.bytes(), bytes)));
  }

  /** This traffic without the kernel's path MTU, for a command that reports it itself. */
  public ProgramTraffic withoutCached() {
    return new ProgramTraffic(answer, departure, limits, Optional.empty());
  }
}
