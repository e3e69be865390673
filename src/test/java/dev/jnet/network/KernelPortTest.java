package dev.jnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.handshake.KernelSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** Sockets that share a port, on loopback. */
class KernelPortTest {
  @Test
  void forgetsSocketsThatAreOver() throws IOException {
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket first = new ServerSocket(0, 1, here);
        ServerSocket second = new ServerSocket(0, 1, here);
        KernelPort port = KernelPort.open()) {
      KernelSocket closed = port.socket(here, here, first.getLocalPort());
      closed.connect();
      KernelSocket aborted = port.socket(here, here, second.getLocalPort());
      aborted.connect();
      assertEquals(2, port.openSockets());
      closed.close();
      aborted.abort();
      assertEquals(0, port.openSockets());
    }
  }

  @Test
  void closesWhatIsStillOpen() throws IOException {
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    KernelPort port = KernelPort.open();
    try (ServerSocket server = new ServerSocket(0, 1, here)) {
      port.socket(here, here, server.getLocalPort()).connect();
      assertEquals(1, port.openSockets());
    } finally {
      port.close();
    }
    assertEquals(0, port.openSockets());
  }
}
