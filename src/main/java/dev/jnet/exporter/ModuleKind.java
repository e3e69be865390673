package dev.jnet.exporter;

import java.util.Optional;

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
  ARP("arp");

  private final String word;

  ModuleKind(String word) {
    this.word = word;
  }

  /** Its name in a modules file. */
  public String word() {
    return word;
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
