package dev.jnet.exporter.module;

import dev.jnet.exporter.ModuleKind;
import dev.jnet.exporter.ModuleQuestion;

/** What each kind of module asks. */
public final class ModuleQuestions {
  private ModuleQuestions() {}

  /** The question of a kind of module. */
  public static ModuleQuestion of(ModuleKind kind) {
    return switch (kind) {
      case MTU -> new MtuModule();
      case PING -> new PingModule();
      case MSS -> new MssModule();
      case HANDSHAKE -> new HandshakeModule();
      case TRACE -> new TraceModule();
      case ARP -> new NeighborModule();
    };
  }
}
