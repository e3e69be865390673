package dev.jnet.exporter.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import dev.jnet.console.CommandException;
import dev.jnet.exporter.AllowedTargets;
import dev.jnet.exporter.Metrics;
import dev.jnet.exporter.ProbeEngine;
import dev.jnet.exporter.Probes;
import dev.jnet.exporter.ReloadableModules;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The HTTP server of the exporter. */
public final class ExporterServer implements AutoCloseable {
  private static final int THREADS = 128;
  private static final int LOOKUP_THREADS = 32;
  private static final int BACKLOG = 1024;
  private static final int SERVER_ERROR = 500;
  private static final int UNAUTHORIZED = 401;

  private final HttpServer server;
  private final ReloadableWebConfig config;
  private final BasicAuth passwords = new BasicAuth();
  private final ThreadPoolExecutor workers = threads(THREADS);
  private final ThreadPoolExecutor lookups = threads(LOOKUP_THREADS);

  /**
   * Takes the address, and does not answer yet.
   *
   * @param config who may ask, and how connections are encrypted
   * @throws CommandException when the address cannot be taken
   */
  public ExporterServer(InetSocketAddress address, ReloadableWebConfig config)
      throws CommandException {
    this.config = config;
    // In seconds: how long a request and an answer may take, so that no client keeps a thread busy.
    System.setProperty("sun.net.httpserver.maxReqTime", "5");
    System.setProperty("sun.net.httpserver.maxRspTime", "30");
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      if (config.get().tls().isPresent()) {
        // What a client resumed would not see a new certificate, or a new authority.
        System.setProperty("jdk.tls.server.enableSessionTicketExtension", "false");
        HttpsServer secure = HttpsServer.create(address, BACKLOG);
        secure.setHttpsConfigurator(TlsServer.of(config));
        server = secure;
      } else {
        server = HttpServer.create(address, BACKLOG);
      }
    } catch (IOException e) {
      throw new CommandException(
          "listen",
          "--listen " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage());
    }
    server.setExecutor(workers);
  }

  /** Threads that are there from the beginning: a later one could inherit privileges. */
  private static ThreadPoolExecutor threads(int number) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            number,
            number,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            ExporterServer::thread);
    threads.prestartAllCoreThreads();
    return threads;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "jnet-exporter", 1 << 18);
    thread.setDaemon(true);
    return thread;
  }

  /** The port on which it listens, 1 to 65535. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** {@code https} where connections are encrypted, else {@code http}. */
  public String scheme() {
    return server instanceof HttpsServer ? "https" : "http";
  }

  /** Answers from now on. */
  public void start(ProbeEngine engine, AllowedTargets allowed, ReloadableModules modules) {
    RecentProbes recent = new RecentProbes();
    StatusPages pages = new StatusPages(modules, recent);
    OwnMetrics own = new OwnMetrics(engine, recent, modules);
    Probes probes = new Probes(engine, allowed, lookups);
    add("/probe", new ProbePage(probes, modules, workers, recent));
    add(
        "/metrics",
        exchange -> HttpPages.send(exchange, HttpPages.OK, Metrics.CONTENT_TYPE, own.text()));
    add(
        "/-/healthy",
        exchange -> HttpPages.send(exchange, HttpPages.OK, HttpPages.PLAIN, "Healthy\n"));
    add("/-/ready", exchange -> HttpPages.send(exchange, HttpPages.OK, HttpPages.PLAIN, "Ready\n"));
    serve("/-/reload", HttpPages.on("POST", exchange -> reload(exchange, modules)));
    add("/report", pages::report);
    add("/", pages::status);
    workers.execute(server::start); // its thread has no privileges, like the worker that starts it
  }

  private static void reload(HttpExchange exchange, ReloadableModules modules) throws IOException {
    Optional<String> mistake = modules.reload();
    int status = mistake.isPresent() ? SERVER_ERROR : HttpPages.OK;
    HttpPages.send(exchange, status, HttpPages.PLAIN, mistake.orElse("Reloaded") + "\n");
  }

  private void add(String path, HttpPages.Page page) {
    serve(path, HttpPages.on("GET", page));
  }

  private void serve(String path, HttpHandler handler) {
    server.createContext(path, exchange -> admitted(exchange, handler));
  }

  /** Answers a request with a page, if who asks may see it. */
  private void admitted(HttpExchange exchange, HttpHandler handler) throws IOException {
    WebConfig now = config.get();
    now.headers().forEach(exchange.getResponseHeaders()::set);
    if (passwords.admits(exchange.getRequestHeaders().getFirst("Authorization"), now.users())) {
      handler.handle(exchange);
    } else {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic");
      HttpPages.send(exchange, UNAUTHORIZED, HttpPages.PLAIN, "Unauthorized\n");
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
    lookups.shutdownNow();
  }
}
