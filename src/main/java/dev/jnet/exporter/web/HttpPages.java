package dev.jnet.exporter.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Answers that HTTP requests get. */
final class HttpPages {
  static final String PLAIN = "text/plain; charset=utf-8";
  static final String HTML = "text/html; charset=utf-8";

  static final int OK = 200;
  private static final int METHOD_NOT_ALLOWED = 405;

  /** How long a client may take to read an answer, in seconds. */
  private static final int MAX_READING = 3;

  /** What makes an answer. */
  interface Page {
    /** Answers a request whose method is the right one. */
    void answer(HttpExchange exchange) throws IOException;
  }

  private HttpPages() {}

  /** Answers requests of one method. */
  static HttpHandler on(String method, Page page) {
    return exchange -> {
      boolean isHead = method.equals("GET") && exchange.getRequestMethod().equals("HEAD");
      if (isHead || exchange.getRequestMethod().equals(method)) {
        page.answer(exchange);
      } else {
        exchange.getResponseHeaders().set("Allow", method);
        send(exchange, METHOD_NOT_ALLOWED, PLAIN, "This page takes " + method + ".\n");
      }
    };
  }

  /**
   * Sends an answer, and ends the exchange. A client that does not read it loses its connection, so
   * that it keeps no thread busy.
   */
  static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    var unused =
        sent.orTimeout(MAX_READING, TimeUnit.SECONDS)
            .exceptionally(
                late -> {
                  exchange.close();
                  return null;
                });
    try (exchange) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      boolean isHead = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, isHead ? -1 : bytes.length);
      if (!isHead) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(bytes);
        }
      }
    } finally {
      sent.complete(null);
    }
  }
}
