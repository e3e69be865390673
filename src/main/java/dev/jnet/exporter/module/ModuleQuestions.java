package dev.jnet.exporter.module;

import dev.jnet.exporter.AllowedTargets;
import dev.jnet.exporter.ModuleKind;
import dev.jnet.exporter.ModuleQuestion;
import dev.jnet.exporter.StepwiseQuestion;

/** What each kind of module asks. */
public final class ModuleQuestions {
  private final ModuleQuestion dns = new DnsModule();
  private final StepwiseQuestion http;
  private final StepwiseQuestion doctor;

  /**
   * The questions of an exporter.
   *
   * @param commands what other commands do for it
   */
  public ModuleQuestions(Commands commands, AllowedTargets allowed) {
    this.http = new HttpModule(commands.walker(), allowed);
    this.doctor = new DoctorModule(commands.examiner(), allowed);
  }

  /** What other commands do for the exporter: no command knows another. */
  public record Commands(PageWalker walker, TargetExaminer examiner) {}

  /** The question of a kind that is not asked step by step. */
  public ModuleQuestion of(ModuleKind kind) {
    return switch (kind) {
      case MTU -> new MtuModule();
      case PING -> new PingModule();
      case MSS -> new MssModule();
      case HANDSHAKE -> new HandshakeModule();
      case TRACE -> new TraceModule();
      case ARP -> new NeighborModule();
      case DNS -> dns;
      case HTTP, DOCTOR -> throw new IllegalArgumentException(kind + " is asked step by step");
    };
  }

  /** The question of a kind that is asked step by step. */
  public StepwiseQuestion stepwise(ModuleKind kind) {
    return switch (kind) {
      case HTTP -> http;
      case DOCTOR -> doctor;
      case MTU, PING, MSS, HANDSHAKE, TRACE, ARP, DNS ->
          throw new IllegalArgumentException(kind + " is not asked step by step");
    };
  }
}
