package dev.jnet.report;

import dev.jnet.handshake.Step;
import dev.jnet.tcp.Seq;
import dev.jnet.tcp.TcpState;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.List;

/**
 * Draws the segments of a connection as a ladder. Each segment is a line with the states of both
 * sides after it.
 */
public final class LadderDrawing {
  private static final int TIME = 9;
  private static final int STATE = 12;
  private static final int ARROW = 17;

  /** Columns of the time and of this side's state. */
  private static final int BEFORE_ARROW = 2 + TIME + 2 + STATE + 1;

  private final Style style;
  private final boolean absolute;
  private final List<Step> steps;
  private final long start;

  /** Whether states and numbers stand below the arrows, because beside them there is no room. */
  private final boolean narrow;

  private String here = "this side";
  private String there = "other side";
  private long ourIsn;
  private long theirIsn;

  public LadderDrawing(List<Step> steps, boolean absolute, Style style) {
    this.steps = steps;
    this.absolute = absolute;
    this.style = style;
    this.start = steps.isEmpty() ? 0 : steps.get(0).at();
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i).tcp().isPresent() && steps.get(i).tcp().get().has(Tcp.SYN)) {
        Tcp syn = steps.get(i).tcp().get();
        ourIsn = steps.get(i).outgoing() ? syn.sequence() : ourIsn;
        theirIsn = steps.get(i).outgoing() ? theirIsn : syn.sequence();
      }
    }
    this.narrow = style.lineWidth() < BEFORE_ARROW + ARROW + 1 + STATE;
  }

  /** This drawing, with titles for both sides of a conversation between others. */
  public LadderDrawing between(String client, String server) {
    here = client;
    there = server;
    return this;
  }

  public void draw(Sheet sheet) {
    sheet.line(titles());
    String listening = listens() ? TcpState.LISTEN.name() : "";
    sheet.line(
        narrow
            ? below(TcpState.CLOSED.name(), listening)
            : "  "
                + Text.padRight("", TIME + 2)
                + Text.padRight(TcpState.CLOSED.name(), STATE + 1 + ARROW + 1)
                + listening);
    for (Step step : steps) {
      sheet.line(rung(step));
    }
    legend(sheet);
  }

  /** Says what a sign beside a time means, where there is one. */
  public void legend(Sheet sheet) {
    if (steps.stream().anyMatch(step -> !step.exact())) {
      String words = "~ less exact: by jnet's own clock, as the packet has no stamp";
      Text.wrap(words, style.lineWidth() - TIME - 3)
          .forEach(line -> sheet.line(Text.padRight("", TIME + 3) + line));
    }
  }

  private boolean listens() {
    boolean listens = false;
    for (Step step : steps) {
      listens |= !step.outgoing() && step.tcp().isPresent() && step.tcp().get().has(Tcp.SYN);
    }
    return listens;
  }

  /** The line of titles above the columns. */
  public String titles() {
    if (narrow) {
      return "  " + Text.padLeft("ms", TIME) + "  " + here + " | " + there;
    }
    return "  "
        + Text.padLeft("ms", TIME)
        + "  "
        + Text.padRight(here, STATE + 1 + ARROW + 1)
        + there;
  }

  /** The line of one segment; several lines where one has no room for all. */
  public String rung(Step step) {
    String theirs = step.theirs().map(TcpState::name).orElse("");
    if (!narrow) {
      String line = line(step, theirs);
      String whole = line + " " + numbers(step);
      return whole.length() <= style.lineWidth()
          ? whole
          : line.stripTrailing() + "\n" + Text.padRight("", BEFORE_ARROW) + numbers(step);
    }
    StringBuilder lines = new StringBuilder(time(step)).append(arrow(step)).append('\n');
    lines.append(below(step.ours().name(), theirs));
    for (String part : Text.wrap(numbers(step), style.lineWidth() - TIME - 4)) {
      lines.append('\n').append(Text.padRight("", TIME + 4)).append(part);
    }
    return lines.toString().stripTrailing();
  }

  private static String below(String ours, String theirs) {
    return Text.padRight("", TIME + 4) + ours + (theirs.isEmpty() ? "" : " | " + theirs);
  }

  private String time(Step step) {
    return "  "
        + Text.padLeft(Text.millis(Math.max(0, step.at() - start)), TIME)
        + (step.exact() ? "  " : " ~");
  }

  private String line(Step step, String theirs) {
    return time(step)
        + Text.padRight(step.ours().name(), STATE)
        + " "
        + arrow(step)
        + " "
        + Text.padRight(theirs, STATE);
  }

  private String arrow(Step step) {
    String label = step.tcp().isPresent() ? step.tcp().get().flagsInWords() : "ICMP";
    char line = style.unicode() ? '─' : '-';
    int room = Math.max(0, ARROW - 3 - label.length());
    StringBuilder out = new StringBuilder();
    if (step.outgoing()) {
      out.append(line).append(line).append(label);
      return Text.repeat(out, line, room).append(style.unicode() ? '▶' : '>').toString();
    }
    out.append(style.unicode() ? '◀' : '<');
    return Text.repeat(out, line, room).append(label).append(line).append(line).toString();
  }

  private String numbers(Step step) {
    if (step.error().isPresent()) {
      return TcpWords.numbers(step.error().get());
    }
    Tcp tcp = step.tcp().orElseThrow();
    long from = step.outgoing() ? ourIsn : theirIsn;
    long to = step.outgoing() ? theirIsn : ourIsn;
    StringBuilder out = new StringBuilder("seq ").append(number(tcp.sequence(), from));
    if (tcp.has(Tcp.ACK)) {
      out.append(" ack ").append(number(tcp.acknowledgment(), to));
    }
    if (tcp.payload().length > 0) {
      out.append(" len ").append(tcp.payload().length);
    }
    for (TcpOption option : tcp.options()) {
      if (option instanceof TcpOption.Sack sack) {
        for (TcpOption.Sack.Block block : sack.blocks()) {
          out.append(" sack ").append(number(block.left(), to)).append('-');
          out.append(number(block.right(), to));
        }
      }
    }
    return out.toString();
  }

  /** A sequence number relative to the ISN. It stays absolute for a side whose SYN was not seen. */
  private String number(long number, long isn) {
    return Long.toString(absolute || isn == 0 ? number : Seq.plus(number, -isn));
  }
}
