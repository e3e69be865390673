package dev.jnet.command.handshake;

import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.report.JsonLines;
import dev.jnet.report.MappedList;
import dev.jnet.report.Style;
import dev.jnet.report.handshake.HandshakeDocument;
import dev.jnet.report.handshake.HandshakeFindings;
import dev.jnet.report.handshake.HandshakeReport;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The printed form of the connections to the ports of a host.
 *
 * @param absolute whether sequence numbers are shown as they are in the segments
 */
record HandshakePrintout(HandshakeFindings findings, boolean absolute) implements Printout {
  @Override
  public List<String> json() {
    return new MappedList<>(HandshakeDocument.of(findings), JsonLines::of);
  }

  @Override
  public String bare(Style style) {
    return HandshakeReport.bare(findings);
  }

  @Override
  public String text(Style style) {
    return HandshakeReport.text(findings, absolute, style);
  }

  @Override
  public Map<String, Double> measured() {
    Map<String, Double> measured = new HashMap<>();
    measured.put("open", findings.allOpen() ? 1.0 : 0);
    long slowest = 0;
    for (HandshakeResult result : findings.results()) {
      slowest = Math.max(slowest, result.roundTrip());
    }
    if (findings.allOpen()) {
      measured.put("connect", slowest / (double) Nanos.MILLISECOND);
    }
    return measured;
  }

  @Override
  public int exitCode() {
    return exitCode(findings.allOpen());
  }

  /** The exit code. One port that is not open makes the answer negative. */
  static int exitCode(boolean allOpen) {
    return allOpen ? ExitCode.POSITIVE : ExitCode.NEGATIVE;
  }

  /** The document about a host that could not be asked. */
  static String error(String host, IOException e) {
    return JsonLines.of(
        HandshakeDocument.error(host, CommandException.code(e), CommandException.message(e)));
  }
}
