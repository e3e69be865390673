package dev.jnet.report.doctor;

import dev.jnet.doctor.Examination;
import dev.jnet.doctor.Opinion;
import dev.jnet.doctor.StepName;
import dev.jnet.doctor.StepResult;
import dev.jnet.report.AddressText;
import dev.jnet.report.Plain;
import dev.jnet.report.Sheet;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was not asked of a target in which nothing is wrong: a port that opens says nothing of what
 * is behind it.
 *
 * @param words what was not asked for
 * @param effect what the command asks for, too
 * @param command that asks for it; empty where the target names a page already
 */
record Unasked(String words, String effect, String command) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** What was left out. Empty where a page was asked for, or where a capture was read. */
  static Optional<Unasked> of(Opinion opinion) {
    return opinion.examinations().stream()
        .flatMap(each -> each.steps().stream())
        .filter(each -> each.step() == StepName.APPLICATION && !each.isAsked())
        .findFirst()
        .map(page -> of(page.why(), opinion.examinations().get(0)));
  }

  private static Unasked of(String why, Examination of) {
    return why.equals(StepResult.NO_URL)
        ? of(Plain.line(of.name()), of.port())
        : new Unasked("the page was not asked for (" + why + ")", "", "");
  }

  private static Unasked of(String host, OptionalInt port) {
    if (port.isEmpty()) {
      return new Unasked(
          "neither a port nor TLS nor a page was asked for",
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
    if (!command.isEmpty()) {
      sheet.blank().row("To ask more", effect + ":").command(command);
    }
  }
}
