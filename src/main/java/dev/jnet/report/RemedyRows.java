package dev.jnet.report;

import dev.jnet.doctor.Remedy;

/** The rows of a report about a remedy: where it is done, its commands, and what undoes them. */
public final class RemedyRows {
  private static final String AS_ROOT = "as root";

  private RemedyRows() {}

  /** Writes the rows. */
  public static void write(Sheet sheet, Remedy remedy) {
    sheet.row(label(remedy), Plain.line(words(remedy)) + ":");
    for (String each : remedy.commands()) {
      String line = Plain.line(each);
      if (remedy.place() == Remedy.Place.OPERATOR) {
        sheet.hanging("    ", line);
      } else {
        sheet.command(line);
      }
    }
    if (!remedy.undo().isEmpty()) {
      sheet.row("Undo", "as root:");
      remedy.undo().forEach(each -> sheet.command(Plain.line(each)));
    }
  }

  private static String label(Remedy remedy) {
    return switch (remedy.place()) {
      case HERE -> "Here";
      case ROUTER -> "On a router";
      case SERVER -> "On the target";
      case OPERATOR -> "By mail";
    };
  }

  private static String words(Remedy remedy) {
    if (remedy.place() != Remedy.Place.HERE) {
      return remedy.effect();
    }
    return "on this machine"
        + (remedy.effect().startsWith(AS_ROOT) ? ", " : ": ")
        + remedy.effect();
  }
}
