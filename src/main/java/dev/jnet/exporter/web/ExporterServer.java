package dev.jnet.exporter.web;

import com.sun.net.httpserver.HttpExchange;
import dev.jnet.console.CommandException;
import dev.jnet.exporter.AllowedTargets;
import dev.jnet.exporter.ProbeEngine;
import dev.jnet.exporter.Probes;
import dev.jnet.exporter.ReloadableModules;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;

/** The HTTP server of the exporter. */
public final class ExporterServer implements AutoCloseable {
  private static final int LOOKUP_THREADS = 32;
  private static final int SERVER_ERROR = 500;

  private final WebServer server;
  private final ThreadPoolExecutor lookups = WebServer.threads(LOOKUP_THREADS);

  /**
   * Takes the address, and does not answer yet.
   *
   * @param config who may ask, and how connections are encrypted
   * @throws CommandException when the address cannot be taken
   */
  public ExporterServer(InetSocketAddress address, ReloadableWebConfig config)
      throws CommandException {
    server = new WebServer(address, config);
  }

  /** The port on which it listens, 1 to 65535. */
  public int port() {
    return server.port();
  }

  /** {@code https} where connections are encrypted, else {@code http}. */
  public String scheme() {
    return server.scheme();
  }

  /** Answers from now on. */
  public void start(ProbeEngine engine, AllowedTargets allowed, ReloadableModules modules) {
    RecentProbes recent = new RecentProbes();
    StatusPages pages = new StatusPages(modules, recent);
    OwnMetrics own = new OwnMetrics(engine, recent, modules);
    Probes probes = new Probes(engine, allowed, lookups);
    server.page("/probe", new ProbePage(probes, modules, server.workers(), recent));
    server.metrics(own::text);
    server.page("POST", "/-/reload", exchange -> reload(exchange, modules));
    server.page("/report", pages::report);
    server.page("/", pages::status);
    server.start();
  }

  private static void reload(HttpExchange exchange, ReloadableModules modules) throws IOException {
    Optional<String> mistake = modules.reload();
    int status = mistake.isPresent() ? SERVER_ERROR : HttpPages.OK;
    HttpPages.send(exchange, status, HttpPages.PLAIN, mistake.orElse("Reloaded") + "\n");
  }

  @Override
  public void close() {
    server.close();
    lookups.shutdownNow();
  }
}
