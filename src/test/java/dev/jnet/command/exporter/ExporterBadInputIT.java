package dev.jnet.command.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.NamespaceTest;
import dev.jnet.testnet.TestNet;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What whoever reaches the port of {@code jnet exporter} may send. */
@NamespaceTest
class ExporterBadInputIT {
  private static final int PATIENCE = 20_000;

  /** The first bytes of an answer; empty where the connection was closed instead. */
  private static String first(Socket socket) {
    try {
      socket.setSoTimeout(PATIENCE);
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    } catch (IOException closed) {
      return "";
    }
  }

  private static void send(Socket socket, String text) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException closed) {
      return; // the exporter has had enough
    }
  }

  @Test
  void answersOrRefusesWhateverComes() throws Exception {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      try (RunningExporter exporter = RunningExporter.start(chain.client(), "--allow-all")) {
        int port = URI.create(exporter.url()).getPort();
        assertEquals(400, exporter.probe("a\nb", "mtu").status());
        chain
            .client()
            .inside(
                () -> {
                  try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    send(
                        socket,
                        "GET /probe?target=" + "a".repeat(10_000_000) + " HTTP/1.1\r\n\r\n");
                    String answer = first(socket);
                    assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
                  }
                  askAThousandTimesAtOnce(port, chain.server().ipv4());
                  return null;
                });
        assertEquals("Healthy\n", exporter.get("-/healthy").body());
        assertTrue(exporter.get("metrics").metric("process_resident_memory_bytes") < 250e6);
        assertTrue(exporter.get("metrics").metric("process_open_fds") < 300);
        assertEquals(0, exporter.get("metrics").metric("jnet_exporter_probes_running"));
      }
    }
  }

  private static void askAThousandTimesAtOnce(int port, String server) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 1000; i++) {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
      String request = "GET /probe?module=mtu&target=" + server + " HTTP/1.1\r\nHost: a\r\n\r\n";
      sockets.forEach(socket -> send(socket, request));
      for (Socket socket : sockets) {
        assertEquals("HTTP/1.1 200", first(socket));
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
