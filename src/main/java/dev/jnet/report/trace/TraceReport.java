package dev.jnet.report.trace;

import dev.jnet.mtu.MtuResult;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.trace.Hop;
import dev.jnet.trace.HopAnswer;
import dev.jnet.trace.TraceResult;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way to a target as a table, a line a hop, and what is to be said about it. */
public final class TraceReport {
  private static final int MIN_WHO = 7;

  /** Columns of what stands beside the address: hop, loss, MTU, three round trips. */
  private static final int BESIDES = 42;

  private static final int TIME = 7;
  private static final String NOTE = "       ";

  private final TraceFindings findings;
  private final TraceResult result;
  private final Style style;
  private final Optional<Staircase> staircase;
  private final Sheet sheet;
  private boolean namesBelow;

  private TraceReport(TraceFindings findings, Style style) {
    this.findings = findings;
    this.result = findings.result();
    this.style = style;
    this.staircase = findings.staircase(0);
    this.sheet = new Sheet(style);
  }

  /** The report: a headline, a line a hop, and the findings. */
  public static String text(TraceFindings findings, Style style) {
    return new TraceReport(findings, style).write();
  }

  /** The addresses alone, a line a hop; {@code *} for a silent one. */
  public static String addresses(TraceFindings findings) {
    StringBuilder lines = new StringBuilder();
    for (Hop hop : findings.result().hops()) {
      lines.append(hop.address().map(Addresses::text).orElse("*")).append('\n');
    }
    return lines.toString();
  }

  private String write() {
    headline();
    sheet.blank();
    table();
    sheet.blank();
    List<String> notes = TraceNotes.of(findings, style);
    for (String branch : TraceBranches.lines(findings, style)) {
      sheet.line(branch);
    }
    mtu();
    for (String note : notes) {
      sheet.row("Note", note);
    }
    findings.seen().rows(sheet);
    sheet.row("Probes", measured());
    return sheet.toString();
  }

  private void headline() {
    String address = Addresses.text(findings.target());
    String who = findings.name().equals(address) ? address : findings.name() + " (" + address + ")";
    List<Hop> hops = result.hops();
    String what =
        switch (result.status()) {
          case REACHED ->
              style.good("reached")
                  + (hops.get(hops.size() - 1).ttl() == 1
                      ? " directly, no router between"
                      : " at hop " + hops.get(hops.size() - 1).ttl());
          case REFUSED -> {
            Hop last = hops.get(hops.size() - 1);
            yield style.bad("not reached") + ": refused at hop " + last.ttl();
          }
          case SILENT ->
              style.bad("not reached")
                  + (result.silentFrom().orElse(1) > findings.most()
                      ? " within " + Text.count(findings.most(), "hop") + ": more with -m"
                      : ": nobody answers from hop " + result.silentFrom().orElse(1) + " on");
        };
    sheet.line(who + ": " + what);
  }

  private void table() {
    int who = width();
    if (who > style.width() - BESIDES) {
      namesBelow = true;
      who = width();
    }
    StringBuilder head = new StringBuilder("  ");
    head.append(Text.padLeft("HOP", 3)).append("  ").append(Text.padRight("ADDRESS", who));
    head.append("  ").append(Text.padLeft("LOSS", 4));
    head.append(staircase.isPresent() ? "    MTU" : "").append("  RTT in ms");
    sheet.line(style.strong(head.toString()));
    for (Hop hop : result.hops()) {
      row(hop, who);
    }
    if (result.silentFrom().isPresent() && result.silentFrom().getAsInt() <= findings.most()) {
      int from = result.silentFrom().getAsInt();
      String span = from == findings.most() ? "" + from : from + style.dash() + findings.most();
      sheet.line("  " + Text.padLeft(span, 3) + "  *");
    }
  }

  /** Columns of the widest address, with its name where that stands beside it. */
  private int width() {
    int width = MIN_WHO;
    for (Hop hop : result.hops()) {
      for (InetAddress address : hop.addresses()) {
        width = Math.max(width, who(address).length());
      }
    }
    return width;
  }

  private void row(Hop hop, int who) {
    if (hop.silent()) {
      sheet.line(
          "  "
              + Text.padLeft("" + hop.ttl(), 3)
              + "  "
              + Text.padRight("*", who)
              + "     "
              + mtu(hop)
              + (hop.loss() == Hop.Loss.OWN ? "     silent, but passes packets on" : ""));
      return;
    }
    boolean first = true;
    for (InetAddress address : hop.addresses()) {
      StringBuilder line = new StringBuilder("  ");
      line.append(Text.padLeft(first ? "" + hop.ttl() : "", 3)).append("  ");
      line.append(Text.padRight(who(address), who)).append("  ");
      line.append(first ? loss(hop) : "    ")
          .append(first ? mtu(hop) : staircase.isPresent() ? "       " : "");
      line.append(' ');
      for (HopAnswer answer : hop.answers()) {
        if (answer.from().equals(address)) {
          line.append(' ').append(Text.padLeft(Text.millis(answer.roundTrip()), TIME - 1));
        }
      }
      sheet.line(line.toString());
      first = false;
      if (namesBelow && name(address) != null) {
        sheet.line(NOTE + "(" + name(address) + ")");
      }
    }
    for (String note : TraceNotes.ofHop(hop, findings)) {
      for (String part :
          Text.wrap(note, Math.max(40, Math.min(80, style.width())) - NOTE.length())) {
        sheet.line(NOTE + part);
      }
    }
  }

  private String loss(Hop hop) {
    String percent = Text.padLeft(Math.round(hop.missing() * 100) + "%", 4);
    return switch (hop.loss()) {
      case NONE -> percent;
      case OWN -> percent;
      case PERSISTS, UNKNOWN -> style.warning(percent);
    };
  }

  private String mtu(Hop hop) {
    if (staircase.isEmpty()) {
      return "";
    }
    Staircase.Step step = staircase.get().at(hop.ttl());
    return Text.padLeft(step.mtu() + (step.confirmed() ? "" : "?"), 7);
  }

  private String who(InetAddress address) {
    String name = namesBelow ? null : name(address);
    return Addresses.text(address) + (name == null ? "" : " (" + name + ")");
  }

  private String name(InetAddress address) {
    String name = findings.names().get(address);
    boolean asked =
        address.equals(findings.target()) && !findings.name().equals(Addresses.text(address));
    return name == null && asked ? findings.name() : name;
  }

  /** What was found of the path MTU: once for all flows for which it is the same. */
  private void mtu() {
    List<MtuResult> mtus = findings.mtus();
    Map<String, List<Integer>> flowsByWords = new LinkedHashMap<>();
    for (int flow = 0; flow < mtus.size(); flow++) {
      flowsByWords.computeIfAbsent(inWords(mtus.get(flow)), w -> new ArrayList<>()).add(flow);
    }
    for (Map.Entry<String, List<Integer>> each : flowsByWords.entrySet()) {
      boolean all = flowsByWords.size() == 1;
      String flows = all ? "" : TraceBranches.flows(each.getValue(), mtus.size()) + ": ";
      sheet.row("Path MTU", flows + each.getKey());
    }
  }

  private String inWords(MtuResult mtu) {
    if (!mtu.known()) {
      return mtu.lower() == 0
          ? "not known: no large packet was answered"
          : mtu.lower() + " to " + (mtu.upper() - 1) + " bytes";
    }
    String where = "";
    if (mtu.bottleneck().isPresent() && mtu.lower() < findings.hop().mtu()) {
      int at = mtu.bottleneck().get().hop();
      where =
          (at == 0 ? ", from the first link on" : ", from the link behind hop " + at + " on")
              + (mtu.blackHole() ? ": larger ones vanish there without a word" : "");
    }
    return mtu.lower() + " bytes, confirmed" + where;
  }

  private String measured() {
    List<String> parts = new ArrayList<>();
    parts.add(
        Text.count(findings.tally().sent(), "packet")
            + " sent, "
            + findings.tally().received()
            + " answered, in "
            + Text.millis(findings.elapsed())
            + " ms");
    parts.add("the trace by " + result.via() + " in " + result.length() + " bytes");
    return String.join("; ", parts);
  }
}
