package dev.jnet.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHelloTest {
  /** What the JDK's client sends first. */
  private static byte[] hello(String host) throws GeneralSecurityException, SSLException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine(host, 443);
    engine.setUseClientMode(true);
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), out);
    return Arrays.copyOf(out.array(), out.position());
  }

  @Test
  void nameIsThatOfTheServer() throws GeneralSecurityException, SSLException {
    assertEquals(Optional.of("www.example.org"), ClientHello.serverName(hello("www.example.org")));
  }

  @Test
  void addressesAreNoNames() throws GeneralSecurityException, SSLException {
    assertEquals(Optional.empty(), ClientHello.serverName(hello("192.0.2.1")));
  }

  /** Whatever is cut off, and whatever a length says. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 0x7f, 0xff})
  void damageIsNoName(int value) throws GeneralSecurityException, SSLException {
    byte[] whole = hello("www.example.org");
    for (int i = 0; i < whole.length; i++) {
      ClientHello.serverName(Arrays.copyOf(whole, i));
      byte[] damaged = whole.clone();
      damaged[i] = (byte) value;
      ClientHello.serverName(damaged);
    }
    assertEquals(Optional.empty(), ClientHello.serverName(Arrays.copyOf(whole, 40)));
  }
}
