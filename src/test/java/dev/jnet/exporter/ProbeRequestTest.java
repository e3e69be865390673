package dev.jnet.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeRequestTest {
  private static ProbeRequest parse(String query) throws RefusedException {
    return ProbeRequest.parse(query, Optional.empty(), ProbeModules.builtIn());
  }

  @Test
  void readsTargetModuleAndDebug() throws RefusedException {
    ProbeRequest request = parse("target=%5B2001:db8::1%5D:443&module=mtu_tcp&debug=true");
    assertEquals("[2001:db8::1]:443", request.target());
    assertEquals("mtu_tcp", request.module().name());
    assertTrue(request.debug());
    assertFalse(parse("target=a&debug=yes").debug());
    assertEquals("mtu", parse("target=a").module().name());
    assertEquals("mtu", parse("target=a&module=").module().name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "module=mtu",
        "target=",
        "target=a&module=nonsense",
        "target=a%0Ab",
        "target=a%20b",
        "target=%zz",
        "target=%00"
      })
  void refusesWhatNamesNoTargetOrNoModule(String query) {
    assertEquals(400, assertThrows(RefusedException.class, () -> parse(query)).status());
  }

  @Test
  void refusesATargetOfManyCharacters() {
    String query = "target=" + "a".repeat(5000);
    String message = assertThrows(RefusedException.class, () -> parse(query)).getMessage();
    assertTrue(message.length() < 200, message);
  }

  @Test
  void showsNoControlCharactersOfAnUnknownModule() {
    RefusedException e =
        assertThrows(RefusedException.class, () -> parse("target=a&module=%1b%5Bm%0a"));
    assertEquals("Unknown module \"?[m?\"", e.getMessage());
  }

  /** As blackbox_exporter's getTimeout. */
  @ParameterizedTest
  @CsvSource({"5,4500", "10.5,10000", "30,10000", "0,10000", "0.2,10000", "1.5,1000"})
  void takesTheSmallerOfBothTimes(String header, long millis) throws RefusedException {
    ProbeRequest request =
        ProbeRequest.parse("target=a", Optional.of(header), ProbeModules.builtIn());
    assertEquals(Duration.ofMillis(millis), request.timeout());
  }

  @Test
  void refusesATimeThatIsNoNumber() {
    assertThrows(
        RefusedException.class,
        () -> ProbeRequest.parse("target=a", Optional.of("soon"), ProbeModules.builtIn()));
  }
}
