package dev.jnet.exporter;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a module asks. */
public enum ModuleKind {
  /** The largest packet that arrives. */
  MTU("mtu"),
  /** Whether the host answers, and how fast. */
  PING("ping"),
  /** How much data a TCP segment carries, and who decided it. */
  MSS("mss"),
  /** Whether a TCP port is open. */
  HANDSHAKE("handshake"),
  /** Which routers are on the way. */
  TRACE("trace"),
  /** Whether a neighbor has this address. */
  ARP("arp"),
  /** What a name server answers. */
  DNS("dns"),
  /** What is at a URL. */
  HTTP("http"),
  /** What is broken, where, and why. */
  DOCTOR("doctor");

  private final String word;

  ModuleKind(String word) {
    this.word = word;
  }

  /** Its name in a modules file. */
  public String word() {
    return word;
  }

  /** Whether it asks step by step, each step after what the one before has shown. */
  public boolean isStepwise() {
    return this == HTTP || this == DOCTOR;
  }

  /** Their names, as a message lists them. */
  static String words() {
    return Stream.of(values()).map(ModuleKind::word).collect(Collectors.joining(", "));
  }

  /** The kind of this name. */
  static Optional<ModuleKind> named(String word) {
    for (ModuleKind kind : values()) {
      if (kind.word.equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
