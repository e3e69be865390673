package dev.jnet.exporter.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WebServerTest {
  /** More than the kernel keeps for a client that does not read: by default 4 MiB at the most. */
  private static final int LARGE = 8_000_000;

  private static final int PATIENCE = 30_000;

  private static Socket ask(int port, String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(1024);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    OutputStream out = socket.getOutputStream();
    out.write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }

  @Test
  void clientThatDoesNotReadKeepsNoThreadBusy() throws Exception {
    String large = "x".repeat(LARGE);
    CompletableFuture<Boolean> isGivenUp = new CompletableFuture<>();
    try (WebServer server =
        new WebServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new ReloadableWebConfig(Optional.empty(), line -> {}))) {
      server.page(
          "/large",
          exchange -> {
            try {
              HttpPages.send(exchange, HttpPages.OK, HttpPages.PLAIN, large);
              isGivenUp.complete(false);
            } catch (IOException closed) {
              isGivenUp.complete(true);
            }
          });
      server.start();
      try (Socket slow = ask(server.port(), "/large")) {
        assertTrue(isGivenUp.get(PATIENCE, TimeUnit.MILLISECONDS), slow::toString);
      }
    }
  }
}
