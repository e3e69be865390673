package dev.jnet.exporter.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import dev.jnet.console.CommandException;
import dev.jnet.report.Metrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** An HTTP server whose pages are scraped. */
public final class WebServer implements AutoCloseable {
  private static final int THREADS = 128;
  private static final int BACKLOG = 1024;
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpServer server;
  private final ReloadableWebConfig config;
  private final BasicAuth passwords = new BasicAuth();
  private final RequestLimit limit = new RequestLimit();
  private final ThreadPoolExecutor workers = threads(THREADS);

  /**
   * Takes the address, and does not answer yet.
   *
   * @param config who may ask, and how connections are encrypted
   * @throws CommandException when the address cannot be taken
   */
  public WebServer(InetSocketAddress address, ReloadableWebConfig config) throws CommandException {
    this.config = config;
    // In seconds: how long a request may take to arrive, so that no client keeps a thread busy, and
    // how long its answer may take, with the longest probe that a modules file allows.
    System.setProperty("sun.net.httpserver.maxReqTime", "5");
    System.setProperty("sun.net.httpserver.maxRspTime", "140");
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      if (config.get().tls().isPresent()) {
        // A resumed session would not see a new certificate or authority.
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
  static ThreadPoolExecutor threads(int number) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            number, number, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), WebServer::thread);
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

  /** The threads that answer requests. */
  Executor workers() {
    return workers;
  }

  /** Answers GET at a path. */
  void page(String path, HttpPages.Page page) {
    page("GET", path, page);
  }

  /** Answers requests of one method at a path. */
  void page(String method, String path, HttpPages.Page page) {
    serve(path, HttpPages.on(method, page));
  }

  private void serve(String path, HttpHandler handler) {
    server.createContext(path, exchange -> admitted(exchange, handler));
  }

  /** Answers a request with a page, if who asks may see it. */
  private void admitted(HttpExchange exchange, HttpHandler handler) throws IOException {
    WebConfig now = config.get();
    now.headers().forEach(exchange.getResponseHeaders()::set);
    if (!limit.admits(now.rate(), System.nanoTime())) {
      HttpPages.send(exchange, TOO_MANY_REQUESTS, HttpPages.PLAIN, "Too Many Requests\n");
    } else if (passwords.admits(
        exchange.getRequestHeaders().getFirst("Authorization"), now.users())) {
      handler.handle(exchange);
    } else {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic");
      HttpPages.send(exchange, UNAUTHORIZED, HttpPages.PLAIN, "Unauthorized\n");
    }
  }

  /** Answers {@code /metrics}, and the paths that tell that the server is there. */
  public void metrics(Supplier<String> text) {
    page(
        "/metrics",
        exchange -> HttpPages.send(exchange, HttpPages.OK, Metrics.CONTENT_TYPE, text.get()));
    page(
        "/-/healthy",
        exchange -> HttpPages.send(exchange, HttpPages.OK, HttpPages.PLAIN, "Healthy\n"));
    page(
        "/-/ready", exchange -> HttpPages.send(exchange, HttpPages.OK, HttpPages.PLAIN, "Ready\n"));
  }

  /** Answers from now on. */
  public void start() {
    workers.execute(server::start); // its thread has no privileges, like the worker that starts it
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
