package dev.jnet.exporter.web;

import com.sun.net.httpserver.HttpExchange;
import dev.jnet.exporter.ProbeModule;
import dev.jnet.exporter.ProbeModules;
import dev.jnet.report.HtmlText;
import dev.jnet.report.Style;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;

/** {@code /}: the modules and the last probes; {@code /report?id=N}: what one of them found. */
final class StatusPages {
  private static final int NOT_FOUND = 404;
  private static final String STYLE =
      "<style>body{font:1em sans-serif;margin:2em}td,th{padding:.2em .8em;text-align:left}"
          + "</style>";

  private final Supplier<ProbeModules> modules;
  private final RecentProbes recent;

  StatusPages(Supplier<ProbeModules> modules, RecentProbes recent) {
    this.modules = modules;
    this.recent = recent;
  }

  /** Answers with the page, or with 404 for an unknown path. */
  void status(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/")) {
      HttpPages.send(
          exchange, NOT_FOUND, HttpPages.PLAIN, "No such page; there are /probe and /metrics.\n");
      return;
    }
    StringBuilder page = new StringBuilder("<!DOCTYPE html><title>jnet exporter</title>");
    page.append(STYLE)
        .append("<h1>jnet exporter</h1><p><a href=\"metrics\">Metrics of this exporter</a>")
        .append("<h2>Modules</h2><table><tr><th>Module<th>Asks<th>Example");
    for (ProbeModule module : modules.get().all()) {
      String name = HtmlText.of(module.name());
      String example = "probe?target=127.0.0.1&amp;debug=true&amp;module=" + name;
      page.append("<tr><td>").append(name).append("<td>").append(module.kind().word());
      page.append("<td><a href=\"").append(example).append("\">").append(example).append("</a>");
    }
    page.append("</table><h2>Recent probes</h2><table>")
        .append("<tr><th>At<th>Module<th>Target<th>Result<th>Time<th>Report");
    recent.all().forEach(entry -> row(page, entry));
    HttpPages.send(exchange, HttpPages.OK, HttpPages.HTML, page.append("</table>\n").toString());
  }

  private static void row(StringBuilder page, RecentProbes.Entry entry) {
    page.append("<tr><td>").append(entry.at().toString());
    page.append("<td>").append(HtmlText.of(entry.request().module().name()));
    page.append("<td>").append(HtmlText.of(entry.request().target()));
    page.append("<td>").append(entry.answer().success() ? "success" : "failure");
    page.append(String.format(Locale.ROOT, "<td>%.1f ms", Nanos.toMillis(entry.took())));
    page.append("<td><a href=\"report?id=").append(entry.number()).append("\">report</a>");
  }

  /** Answers with the report of a recent probe. */
  void report(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    RecentProbes.Entry entry = null;
    if (query.matches("id=[0-9]{1,18}")) {
      entry = recent.numbered(Long.parseLong(query.substring("id=".length()))).orElse(null);
    }
    if (entry == null) {
      HttpPages.send(exchange, NOT_FOUND, HttpPages.PLAIN, "That report is no longer kept.\n");
    } else {
      HttpPages.send(exchange, HttpPages.OK, HttpPages.PLAIN, entry.answer().text(Style.PLAIN));
    }
  }
}
