package dev.jnet.report.walk;

import dev.jnet.handshake.Step;
import dev.jnet.report.Text;
import dev.jnet.tcp.Seq;
import dev.jnet.tcp.TcpState;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Tcp;
import java.util.List;

/** Draws the segments of a connection on a page, as a ladder between two lifelines. */
final class PageLadder {
  private static final int MAX = 16;

  private final ConversationResult conversed;
  private final List<Step> steps;
  private final long start;
  private long ourIsn;
  private long theirIsn;

  PageLadder(ConversationResult conversed) {
    this.conversed = conversed;
    this.steps = WalkConnection.steps(conversed);
    this.start = steps.isEmpty() ? 0 : steps.get(0).at();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Tcp tcp = steps.get(i).tcp().orElse(null);
      if (tcp != null && tcp.has(Tcp.SYN)) {
        ourIsn = steps.get(i).outgoing() ? tcp.sequence() : ourIsn;
        theirIsn = steps.get(i).outgoing() ? theirIsn : tcp.sequence();
      }
    }
  }

  /**
   * The heads of arrows, once for a page. A marker turns with its line, and no scale bends it:
   * places are percent of the rung.
   */
  static String heads() {
    return "<svg class=\"heads\" aria-hidden=\"true\">" + head("out") + head("in") + "</svg>";
  }

  private static String head(String id) {
    return "<marker id=\""
        + id
        + "\" viewBox=\"0 0 8 10\" refX=\"8\" refY=\"5\" markerWidth=\"8\" markerHeight=\"10\""
        + " markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L8 5L0 10z\"/></marker>";
  }

  /**
   * Draws the rungs from one to another. If there are very many, those in the middle are only
   * counted.
   */
  void draw(Html html, int from, int to) {
    if (from >= to) {
      return;
    }
    html.raw("<div class=\"ladder\"><div class=\"rung head\">");
    html.element("div class=\"l\"", "this side").element("div class=\"m\"", "");
    html.element("div class=\"r\"", "other side").raw("</div>");
    for (Rungs.Rung rung : Rungs.of(conversed, from, to, MAX)) {
      if (rung.hidden() > 0) {
        html.raw("<div class=\"rung gap\"><div class=\"l\"></div><div class=\"m\">");
        html.raw(Text.count(rung.hidden(), "segment") + " more</div><div class=\"r\"></div></div>");
      }
      rung(html, steps.get(rung.index()));
    }
    html.raw("</div>");
  }

  private void rung(Html html, Step step) {
    boolean out = step.outgoing();
    String color = out ? "--c-connect" : "--c-transfer";
    html.raw("<div class=\"rung " + (out ? "out" : "in") + "\" style=\"--accent:var(" + color);
    html.raw(")\"><div class=\"l\">").raw(state(step.ours()));
    html.element("span class=\"t\"", Text.millis(Math.max(0, step.at() - start)) + " ms");
    html.raw("</div><div class=\"m\"><svg aria-hidden=\"true\"><line y1=\"20%\" y2=\"85%\" ");
    html.raw(out ? "x1=\"0\" x2=\"100%\"" : "x1=\"100%\" x2=\"0\"");
    html.raw(" marker-end=\"url(#" + (out ? "out" : "in") + ")\"/></svg><p>");
    html.element("em", label(step)).element("small", numbers(step));
    html.raw("</p></div><div class=\"r\">");
    html.raw(step.theirs().map(PageLadder::state).orElse(""));
    html.raw("</div></div>");
  }

  /** The name of a state, which may be broken at its underline on a narrow screen. */
  private static String state(TcpState state) {
    return "<span class=\"s\">" + state.name().replace("_", "_<wbr>") + "</span>";
  }

  private static String label(Step step) {
    return step.tcp().isPresent() ? step.tcp().get().flagsInWords() : "ICMP";
  }

  private String numbers(Step step) {
    if (step.error().isPresent()) {
      return Addresses.text(step.from()) + ": " + step.error().get().inWords();
    }
    Tcp tcp = step.tcp().orElseThrow();
    long from = step.outgoing() ? ourIsn : theirIsn;
    long to = step.outgoing() ? theirIsn : ourIsn;
    StringBuilder out = new StringBuilder("seq ").append(Seq.plus(tcp.sequence(), -from));
    if (tcp.has(Tcp.ACK)) {
      out.append(" · ack ").append(Seq.plus(tcp.acknowledgment(), -to));
    }
    if (tcp.payload().length > 0) {
      out.append(" · ").append(tcp.payload().length).append(" bytes");
    }
    return out.toString();
  }
}
