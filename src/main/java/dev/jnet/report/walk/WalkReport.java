package dev.jnet.report.walk;

import static dev.jnet.report.JsonValues.word;

import dev.jnet.report.Access;
import dev.jnet.report.Origin;
import dev.jnet.report.Programs;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.report.WaysBackText;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Walk;
import java.util.List;

/** Reports a walk in words. Each step has a chapter, followed by a page with the summary. */
public final class WalkReport {
  /**
   * What the reader wants.
   *
   * @param brief whether each step is a line: for a screen. A page for a browser leaves out the
   *     explanations of terms
   * @param hex whether the bytes of the packets are shown
   */
  public record Wishes(boolean brief, boolean hex) {}

  private WalkReport() {}

  /** The report. */
  public static String text(Walk walk, Wishes wishes, Style style) {
    TextPen pen = new TextPen(style, wishes.hex());
    Pen steps = wishes.brief() ? new BriefPen(pen) : pen;
    String verdict = WalkWords.verdict(walk);
    for (String line :
        Text.wrap(style.suggesting(walk.asked() + ": " + verdict), style.lineWidth())) {
      pen.line(walk.verdict().isGood() ? style.good(line) : style.bad(line));
    }
    whose(walk, style, pen);
    if (wishes.brief() && walk.legs().size() == 1) {
      pen.blank();
    }
    for (Leg leg : walk.legs()) {
      chapters(steps, walk, leg);
      new WalkSum(pen).write(leg, steps);
    }
    return pen.toString();
  }

  /** Writes whose the time was. A command that may follow has a line of its own. */
  private static void whose(Walk walk, Style style, TextPen pen) {
    String words = style.suggesting(WalkSum.whose(walk));
    int command = words.endsWith("'") ? words.lastIndexOf(" 'jnet ") : -1;
    String sentence = command < 0 ? words : words.substring(0, command);
    Text.wrap(sentence, style.lineWidth()).forEach(pen::line);
    if (command >= 0) {
      pen.line("    " + words.substring(command + 2, words.length() - 1));
    }
  }

  /** The bare answer: the outcome in one word; of a page that was refused, its status code. */
  public static String bare(Walk walk) {
    Walk.Outcome outcome = walk.verdict().outcome();
    int status = walk.last().flatMap(Leg::page).map(page -> page.status()).orElse(0);
    return (outcome == Walk.Outcome.REFUSED && status > 0 ? "http-" + status : word(outcome))
        + "\n";
  }

  /** The walk as a page for a browser. */
  public static String page(Walk walk, Wishes wishes, Origin origin) {
    return WalkPage.of(walk, wishes.brief(), origin);
  }

  /** Writes the chapters of a leg with a pen. */
  static void chapters(Pen pen, Walk walk, Leg leg) {
    walked(pen, walk, leg);
    boolean last = walk.last().filter(leg::equals).isPresent();
    Programs.of(walk.programs())
        .filter(any -> last)
        .map(Programs::notes)
        .orElse(List.of())
        .forEach(pen::thisMachine);
    if (last) {
      walk.tally().elsewhere().forEach(other -> pen.remark("Way back", WaysBackText.of(other)));
    }
    if (last && walk.tally().paused() > 0) {
      pen.remark("Paused", Access.paused(walk.tally().paused()));
    }
    if (last && walk.tally().uncaptured() > 0) {
      pen.remark("Not seen", Access.uncaptured(walk.tally().uncaptured()));
    }
  }

  private static void walked(Pen pen, Walk walk, Leg leg) {
    if (walk.legs().size() > 1) {
      boolean first = walk.legs().indexOf(leg) == 0;
      pen.leg((first ? "First to " : "Then to ") + Text.printable(leg.url().toString(), 200));
    }
    new WalkNames(pen).write(leg);
    if (leg.hop().isPresent()) {
      new WalkHops(pen).write(leg);
    }
    if (leg.conversed().isEmpty()) {
      return;
    }
    WalkConnection connection = new WalkConnection(pen, leg);
    connection.open();
    if (!leg.conversed().get().isOpen()) {
      return;
    }
    leg.tls().ifPresent(tls -> new WalkTls(pen).write(leg, tls));
    boolean asked = leg.tls().isEmpty() || leg.tls().get().finishedAt() >= 0;
    if (leg.page().isPresent() && asked) {
      new WalkRequest(pen).write(leg);
      new WalkResponse(pen).write(leg);
      connection.between();
    }
    leg.transcript().ifPresent(transcript -> new WalkDialogue(pen).write(leg, transcript));
    connection.close();
  }
}
