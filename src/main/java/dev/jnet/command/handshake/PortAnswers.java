package dev.jnet.command.handshake;

import dev.jnet.command.CommandRun;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.report.handshake.HandshakeReportContent;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Prints the answers about many ports of a host while others are still asked. */
final class PortAnswers implements Consumer<List<HandshakeResult>> {
  private final CommandRun run;
  private final int ports;
  private final boolean parts;
  private final Function<List<HandshakeResult>, HandshakeReportContent> content;
  private int told;

  /**
   * Begins before the first answer.
   *
   * @param target the host; when another of its addresses may be tried next, nothing is printed
   * @param content makes the content of a report about some of the answers
   */
  PortAnswers(
      CommandRun run,
      HandshakeTarget target,
      Function<List<HandshakeResult>, HandshakeReportContent> content) {
    this.run = run;
    this.ports = target.endpoint().ports().size();
    this.parts = !target.hasNext() && HandshakePrintout.isInParts(ports, run.output());
    this.content = content;
  }

  @Override
  public void accept(List<HandshakeResult> results) {
    if (parts) {
      run.console().progress("");
      HandshakePrintout.printPart(content.apply(results), ports, told, run);
      told += results.size();
    }
  }

  /** The answers that were not printed yet. */
  HandshakePrintout rest(HandshakeReportContent all, boolean absolute) {
    return new HandshakePrintout(all, absolute, told);
  }
}
