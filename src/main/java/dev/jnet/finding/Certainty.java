package dev.jnet.finding;

import java.util.Optional;

/**
 * How sure a finding is.
 *
 * @param degree one of three
 * @param from what an inference starts from; empty for the other degrees
 */
public record Certainty(Degree degree, Optional<Basis> from) {
  /** The packets themselves show it. */
  public static final Certainty SEEN = new Certainty(Degree.SEEN, Optional.empty());

  /** A number alone suggests it: other causes leave the same number. */
  public static final Certainty GUESSED = new Certainty(Degree.GUESSED, Optional.empty());

  /** How sure a finding is, the surest first. */
  public enum Degree {
    /** The packets themselves show it. */
    SEEN,
    /** It follows from something that the packets show. */
    INFERRED,
    /** A number alone suggests it. */
    GUESSED
  }

  /** What an inference starts from. */
  public enum Basis {
    /** Some packets were not answered, while others beside them were. */
    SILENCE_BESIDE_ANSWERS,
    /** A router's claim that no packet has confirmed. */
    CLAIM,
    /** The hop limit (TTL) that replies arrived with. */
    REPLY_HOP_LIMIT,
    /** The packets that routers quoted in their ICMP errors. */
    QUOTES,
    /** What this machine's kernel knows. */
    KERNEL,
    /** Injected probes were answered, and what programs send was not. */
    PROBES_BESIDE_PROGRAMS,
    /** Small answers to packets whose own size would not have come back. */
    SMALL_ANSWERS,
    /** A request whose answer had stalled was answered whole when segments were smaller. */
    SMALLER_SEGMENTS,
    /** The address of a router that reported: IPv4's, as NAT64 translates it. */
    TRANSLATED_ROUTER
  }

  /** A conclusion from something that the packets show. */
  public static Certainty inferred(Basis from) {
    return new Certainty(Degree.INFERRED, Optional.of(from));
  }
}
