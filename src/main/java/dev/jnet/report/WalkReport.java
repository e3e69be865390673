package dev.jnet.report;

import dev.jnet.walk.Leg;
import dev.jnet.walk.Walk;

/** A walk in words, a chapter a step, and one page in sum. */
public final class WalkReport {
  private final Walk walk;
  private final WalkSheet sheet;

  /**
   * What the reader wants.
   *
   * @param brief whether the explanations of terms are left out
   * @param hex whether the octets of the packets are shown
   */
  public record Wishes(boolean brief, boolean hex) {}

  private WalkReport(Walk walk, Wishes wishes, Style style) {
    this.walk = walk;
    this.sheet = new WalkSheet(style, wishes.brief(), wishes.hex());
  }

  /** The report. */
  public static String text(Walk walk, Wishes wishes, Style style) {
    WalkReport report = new WalkReport(walk, wishes, style);
    report.write();
    return report.sheet.toString();
  }

  /** The bare answer: the outcome in one word. */
  public static String bare(Walk walk) {
    return walk.verdict().outcome().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')
        + "\n";
  }

  private void write() {
    Style style = sheet.style;
    String verdict = WalkWords.verdict(walk);
    for (String line :
        Text.wrap(walk.asked() + ": " + verdict, Math.max(40, Math.min(80, style.width())))) {
      sheet.line(walk.verdict().isGood() ? style.good(line) : style.bad(line));
    }
    int count = 0;
    for (Leg leg : walk.legs()) {
      count++;
      if (walk.legs().size() > 1) {
        sheet.restart();
        sheet.blank();
        sheet.line(
            style.strong(
                (count == 1 ? "First to " : "Then to ")
                    + Text.printable(leg.url().toString(), 200)));
      }
      leg(leg);
    }
    new WalkSum(sheet, walk).write();
  }

  private void leg(Leg leg) {
    new WalkNames(sheet).write(leg);
    if (leg.hop().isPresent()) {
      new WalkHops(sheet).write(leg);
    }
    if (leg.conversed().isEmpty()) {
      return;
    }
    WalkConnection connection = new WalkConnection(sheet, leg);
    connection.open();
    if (!leg.conversed().get().isOpen()) {
      return;
    }
    leg.tls().ifPresent(tls -> new WalkTls(sheet).write(leg, tls));
    boolean asked = leg.tls().isEmpty() || leg.tls().get().finishedAt() >= 0;
    if (leg.page().isPresent() && asked) {
      new WalkRequest(sheet).write(leg);
      new WalkResponse(sheet).write(leg);
      sheet.blank();
      connection.between();
    }
    leg.dialogue().ifPresent(dialogue -> new WalkDialogue(sheet).write(leg, dialogue));
    connection.close();
  }
}
