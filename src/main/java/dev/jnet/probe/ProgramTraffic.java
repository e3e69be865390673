package dev.jnet.probe;

import java.util.Optional;

/**
 * How the packets of programs on this machine fare, where that differs from injected probes.
 * Injected probes bypass this machine's packet filter, NAT and marks, and the limits of its routes.
 *
 * @param answer what the kernel got by its own socket; empty where it got the same, or did not ask
 * @param departure how the kernel's packet left; empty where it left as the probes do, or was not
 *     seen
 * @param limits what the route says about sizes; empty where it says nothing
 */
public record ProgramTraffic(
    Optional<KernelAnswer> answer,
    Optional<KernelDeparture> departure,
    Optional<RouteLimits> limits) {
  /** Nothing is known that differs. */
  public static final ProgramTraffic SAME =
      new ProgramTraffic(Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether nothing is known that differs. */
  public boolean isSame() {
    return answer.isEmpty() && departure.isEmpty() && limits.isEmpty();
  }

  /** This, or where something is not known here, the other. */
  ProgramTraffic or(ProgramTraffic other) {
    return new ProgramTraffic(
        answer.isPresent() ? answer : other.answer,
        departure.isPresent() ? departure : other.departure,
        limits.isPresent() ? limits : other.limits);
  }
}
