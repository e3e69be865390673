package dev.jnet.exporter.web;

import com.sun.net.httpserver.HttpExchange;
import dev.jnet.console.CommandException;
import dev.jnet.exporter.ProbeAnswer;
import dev.jnet.exporter.ProbeModules;
import dev.jnet.exporter.ProbeRequest;
import dev.jnet.exporter.Probes;
import dev.jnet.exporter.RefusedException;
import dev.jnet.report.Metrics;
import dev.jnet.report.Style;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** {@code /probe}: probes a target, and answers with metrics. */
final class ProbePage implements HttpPages.Page {
  private static final double NANOS = 1e9;
  private static final int INTERNAL_ERROR = 500;

  private final Probes probes;
  private final Supplier<ProbeModules> modules;
  private final Executor writers;
  private final RecentProbes recent;

  ProbePage(Probes probes, Supplier<ProbeModules> modules, Executor writers, RecentProbes recent) {
    this.probes = probes;
    this.modules = modules;
    this.writers = writers;
    this.recent = recent;
  }

  @Override
  public void answer(HttpExchange exchange) throws IOException {
    ProbeRequest request;
    try {
      String query = exchange.getRequestURI().getRawQuery();
      request =
          ProbeRequest.parse(
              query == null ? "" : query,
              Optional.ofNullable(
                  exchange.getRequestHeaders().getFirst(ProbeRequest.TIMEOUT_HEADER)),
              modules.get());
    } catch (RefusedException e) {
      HttpPages.send(exchange, e.status(), HttpPages.PLAIN, e.getMessage() + "\n");
      return;
    }
    long begunAt = System.nanoTime();
    // Every failure becomes an answer, so nothing is left to check.
    var unused =
        probes
            .ask(request)
            .whenCompleteAsync(
                (answer, failure) ->
                    answer(exchange, request, answer, failure, System.nanoTime() - begunAt),
                writers);
  }

  private void answer(
      HttpExchange exchange,
      ProbeRequest request,
      ProbeAnswer answer,
      Throwable failure,
      long took) {
    try {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      if (cause instanceof RefusedException refused) {
        HttpPages.send(exchange, refused.status(), HttpPages.PLAIN, refused.getMessage() + "\n");
      } else if (cause instanceof IOException unresolved) {
        send(exchange, request, ProbeAnswer.failed(CommandException.message(unresolved)), took);
      } else if (cause != null) {
        HttpPages.send(exchange, INTERNAL_ERROR, HttpPages.PLAIN, "A bug in jnet: " + cause + "\n");
      } else {
        send(exchange, request, answer, took);
      }
    } catch (IOException e) {
      exchange.close(); // the client has closed the connection
    }
  }

  private void send(HttpExchange exchange, ProbeRequest request, ProbeAnswer answer, long took)
      throws IOException {
    recent.add(request, answer, took);
    List<MetricSnapshot> metrics = new ArrayList<>(answer.metrics());
    metrics.add(
        Metrics.gauge(
            "probe_success", "Displays whether or not the probe was a success.", answer.success()));
    metrics.add(
        Metrics.gauge(
            "probe_duration_seconds",
            "Returns how long the probe took to complete in seconds.",
            took / NANOS));
    String text = Metrics.text(metrics);
    if (request.debug()) {
      HttpPages.send(exchange, HttpPages.OK, HttpPages.PLAIN, debug(request, answer, text));
    } else {
      HttpPages.send(exchange, HttpPages.OK, Metrics.CONTENT_TYPE, text);
    }
  }

  private static String debug(ProbeRequest request, ProbeAnswer answer, String metrics) {
    return "Report of the probe:\n"
        + answer.text(Style.PLAIN)
        + "\n\n\nMetrics that would have been returned:\n"
        + metrics
        + "\n\n\nModule configuration:\n"
        + request.module().yaml();
  }
}
