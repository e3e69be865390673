package dev.jnet.exporter;

import java.util.Optional;

/** What a module asks. */
public enum ModuleKind {
  /** The largest packet that arrives. */
  MTU("mtu"),
  /** Whether the host answers, and how fast. */
  PING("ping");

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
