package dev.jnet.report.doctor;

import dev.jnet.doctor.Examination;
import dev.jnet.doctor.Opinion;
import dev.jnet.doctor.StepName;
import dev.jnet.report.AddressText;
import dev.jnet.report.Plain;
import dev.jnet.report.Sheet;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a target without a URL leaves unasked, and the command that asks for it: a port that opens
 * says nothing of what is behind it.
 *
 * @param words what was not asked for
 * @param effect what the command asks for
 * @param command that asks for it, too
 */
record Unasked(String words, String effect, String command) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** What was left out. Empty where a page was asked for, or where a capture was read. */
  static Optional<Unasked> of(Opinion opinion) {
    Examination first = opinion.examinations().get(0);
    boolean page =
        opinion.examinations().stream()
            .flatMap(each -> each.steps().stream())
            .anyMatch(each -> each.step() == StepName.APPLICATION && !each.isAsked());
    return page
        ? Optional.of(of(Plain.line(first.name()), first.port()))
        : Optional.empty();
  }

  private static Unasked of(String host, OptionalInt port) {
    if (port.isEmpty()) {
      return new Unasked(
          "no port, TLS and page were asked for",
          "asks for a port, TLS and a page, too",
          "jnet doctor https://" + authority(host, HTTPS, HTTPS) + "/");
    }
    if (port.getAsInt() == HTTP) {
      return new Unasked(
          "no page was asked for",
          "asks for a page, too",
          "jnet doctor http://" + authority(host, HTTP, HTTP) + "/");
    }
    return new Unasked(
        "TLS and a page were not asked for",
        "asks for TLS and a page, too",
        "jnet doctor https://" + authority(host, port.getAsInt(), HTTPS) + "/");
  }

  private static String authority(String host, int port, int usual) {
    String endpoint = AddressText.endpoint(host, port);
    return port == usual ? endpoint.substring(0, endpoint.lastIndexOf(':')) : endpoint;
  }

  /** Writes the command. */
  void write(Sheet sheet) {
    sheet.row("To ask more", effect + ":").line("  " + command);
  }
}
