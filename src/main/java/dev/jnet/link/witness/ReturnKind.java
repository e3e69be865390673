package dev.jnet.link.witness;

/** What a packet that comes in says about the probes of one flow. */
public enum ReturnKind {
  /** Nothing. */
  NONE,
  /** It answers the first probe. */
  ANSWER,
  /** A router reports that a packet was too big. */
  TOO_BIG,
  /** Another ICMP error about a datagram: its port is closed, or its hop limit is used up. */
  ERROR
}
