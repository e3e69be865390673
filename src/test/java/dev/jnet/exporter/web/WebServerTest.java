package dev.jnet.exporter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WebServerTest {
  private static final int SLOW_CLIENTS = 4;

  /** More than the kernel takes for a client that does not read. */
  private static final int LARGE = 4_000_000;

  private static final int PATIENCE = 30_000;

  private static Socket ask(int port, String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(1024);
    socket.setSoTimeout(PATIENCE);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    OutputStream out = socket.getOutputStream();
    out.write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }

  @Test
  void clientThatDoesNotReadKeepsNoThreadBusy() throws Exception {
    String large = "x".repeat(LARGE);
    CountDownLatch givenUp = new CountDownLatch(SLOW_CLIENTS);
    List<Socket> slow = new ArrayList<>();
    try (WebServer server =
        new WebServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new ReloadableWebConfig(Optional.empty(), line -> {}))) {
      server.page(
          "/large",
          exchange -> {
            try {
              HttpPages.send(exchange, 200, HttpPages.PLAIN, large);
            } catch (IOException closed) {
              givenUp.countDown();
            }
          });
      server.page("/small", exchange -> HttpPages.send(exchange, 200, HttpPages.PLAIN, "small"));
      server.start();
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        slow.add(ask(server.port(), "/large"));
      }
      try (Socket other = ask(server.port(), "/small")) {
        assertEquals(
            "HTTP/1.1 200",
            new String(other.getInputStream().readNBytes(12), StandardCharsets.US_ASCII));
      }
      assertTrue(givenUp.await(PATIENCE, TimeUnit.MILLISECONDS));
    } finally {
      for (Socket each : slow) {
        each.close();
      }
    }
  }
}
