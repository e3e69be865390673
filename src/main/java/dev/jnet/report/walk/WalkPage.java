package dev.jnet.report.walk;

import dev.jnet.report.HtmlText;
import dev.jnet.report.Origin;
import dev.jnet.report.Text;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Split;
import dev.jnet.walk.Walk;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Traffic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes a walk as one self-contained page. It has no script and loads nothing from elsewhere; its
 * colours suit light and dark screens.
 */
public final class WalkPage {
  private static final String STYLE = "walk.css";

  private final Walk walk;
  private final Origin origin;
  private final Html html = new Html();
  private final PagePen pen;

  private WalkPage(Walk walk, boolean brief, Origin origin) {
    this.walk = walk;
    this.origin = origin;
    this.pen = new PagePen(html, brief);
  }

  /** The page. */
  public static String of(Walk walk, boolean brief, Origin origin) {
    WalkPage page = new WalkPage(walk, brief, origin);
    page.write();
    return page.html.toString();
  }

  private void write() {
    String title = walk.asked().toString();
    html.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    html.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
    html.element("title", "A walk to " + title).raw("<style>" + style() + "</style></head>");
    html.raw("<body>" + PageLadder.heads() + "<main><header>")
        .element("p class=\"eyebrow\"", "jnet walk");
    html.element("h1", title);
    boolean good = walk.verdict().isGood();
    html.raw("<p class=\"verdict" + (good ? "" : " bad") + "\"><b>" + (good ? "✓" : "✗"));
    html.raw("</b> " + HtmlText.of(WalkWords.verdict(walk)) + "</p>");
    html.element("p", WalkSum.whose(walk)).raw("</header>\n");
    facts();
    for (Leg leg : walk.legs()) {
      timeline(leg);
      WalkReport.chapters(pen, walk, leg);
      pen.end();
      cost(leg);
    }
    html.element(
        "footer",
        "Every packet here was jnet's own, "
            + (walk.practice()
                ? "on a practice network with virtual time."
                : "sent and captured on a real network; times are the kernel's."));
    html.element("footer", origin.line());
    html.raw("</main></body></html>\n");
  }

  private static String style() {
    try (InputStream in = WalkPage.class.getResourceAsStream(STYLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void facts() {
    Leg leg = walk.last().orElse(null);
    if (leg == null || leg.conversed().isEmpty()) {
      return;
    }
    ConversationResult conversed = leg.conversed().get();
    Traffic both = conversed.out().plus(conversed.in());
    Split split = leg.split();
    html.raw("<dl class=\"facts\">");
    fact("Total time", Text.millis(split.total()), "ms");
    if (conversed.roundTrip() >= 0) {
      fact("Round trip", Text.millis(conversed.roundTrip()), "ms");
    }
    leg.page().ifPresent(page -> fact("Body", Long.toString(page.body()), "bytes"));
    fact("Segments", Long.toString(both.segments()), "both ways");
    if (conversed.isOpen()) {
      fact("Headers cost", share(both), "of the wire");
    }
    html.raw("</dl>\n");
  }

  private static String share(Traffic both) {
    return WalkSum.percent(both.wireBytes() - both.payload(), both.wireBytes());
  }

  private void fact(String label, String value, String unit) {
    html.raw("<div>").element("dt", label).raw("<dd>" + HtmlText.of(value) + " ");
    html.element("small", unit).raw("</dd></div>");
  }

  private void timeline(Leg leg) {
    long total = Math.max(1, leg.split().total());
    html.raw("<section>").element("h3 style=\"margin-top:0\"", "Where the time went");
    html.raw("<div class=\"time\">");
    long begun = 0;
    for (WalkSum.Share share : WalkSum.shares(leg)) {
      boolean own = share.name().equals(WalkSum.OWN);
      double from = 100.0 * begun / total;
      double width = Math.min(100.0 * share.ns() / total, 100 - from);
      html.element("span", share.name());
      html.raw("<span class=\"track\"><b style=\"--accent:var(" + color(share.name()));
      html.raw(
          ");left:" + round(Math.min(from, 99.5)) + "%;width:" + round(width) + "%\"></b></span>");
      html.element("span", Text.millis(share.ns()) + " ms");
      begun += own ? 0 : share.ns();
    }
    html.raw("</div></section>\n");
  }

  private static double round(double percent) {
    return Math.round(percent * 100) / 100.0;
  }

  private static String color(String share) {
    return switch (share) {
      case "DNS" -> "--c-dns";
      case "ARP", "neighbor" -> "--c-arp";
      case "connect" -> "--c-connect";
      case "TLS" -> "--c-tls";
      case "first byte" -> "--c-first";
      case "transfer" -> "--c-transfer";
      case "close" -> "--c-close";
      default -> "--c-self";
    };
  }

  private void cost(Leg leg) {
    if (leg.conversed().isEmpty() || !leg.conversed().get().isOpen()) {
      return;
    }
    Traffic both = leg.conversed().get().out().plus(leg.conversed().get().in());
    double payload = 100.0 * both.payload() / Math.max(1, both.wireBytes());
    html.raw("<section>").element("h3 style=\"margin-top:0\"", "What the headers cost");
    html.raw(
        "<div class=\"cost\"><b style=\"width:" + round(payload) + "%\"></b><i style=\"width:");
    html.raw(round(100 - payload) + "%\"></i></div><div class=\"key\">");
    html.raw("<span style=\"--accent:var(--c-transfer)\">" + both.payload());
    html.raw(" bytes of data</span><span style=\"--accent:var(--c-close)\">");
    html.raw((both.wireBytes() - both.payload()) + " bytes of headers, trailers, gaps and ");
    html.raw("acknowledgments, " + share(both) + "</span></div>");
    WalkSum.cost(pen, leg);
    WalkSum.path(pen, leg);
    pen.end();
    html.raw("</section>\n");
  }
}
