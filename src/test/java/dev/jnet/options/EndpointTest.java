package dev.jnet.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jnet.console.CommandException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointTest {
  private static Endpoint parse(String... words) throws IOException {
    List<Endpoint> all = Endpoint.parse(List.of(words));
    assertEquals(1, all.size(), all.toString());
    return all.get(0);
  }

  @Test
  void readsHostAndPortsInOneWordOrTwo() throws IOException {
    assertEquals(new Endpoint("a.test", List.of(80)), parse("a.test:80"));
    assertEquals(new Endpoint("a.test", List.of(80)), parse("a.test", "80"));
    assertEquals(new Endpoint("2001:db8::1", List.of(443)), parse("[2001:db8::1]:443"));
    assertEquals(new Endpoint("fe80::1%2", List.of(443)), parse("fe80::1%2:443"));
    assertEquals(new Endpoint("2001:db8::1", List.of(443)), parse("2001:db8::1", "443"));
  }

  @Test
  void readsListsRangesAndServicesWithoutRepetition() throws IOException {
    Endpoint endpoint = parse("a.test:443,https,80-82,http,22");
    assertEquals(List.of(443, 80, 81, 82, 22), endpoint.ports());
  }

  @Test
  void readsSeveralEndpoints() throws IOException {
    List<Endpoint> all = Endpoint.parse(List.of("a.test:1", "b.test", "2", "c.test:3"));
    assertEquals(List.of("a.test", "b.test", "c.test"), all.stream().map(Endpoint::host).toList());
  }

  @Test
  void dividesAnEndpointByItsPorts() {
    List<Endpoint> each = new Endpoint("a.test", List.of(2, 1)).eachPort().toList();
    assertEquals(
        List.of(new Endpoint("a.test", List.of(2)), new Endpoint("a.test", List.of(1))), each);
  }

  @Test
  void saysWhatIsWrong() {
    assertRefused("a.test: which port? write a.test:80", "a.test");
    assertRefused("2001:db8::1: which port? write [2001:db8::1]:80", "2001:db8::1");
    assertRefused("port 0: must be from 1 to 65535", "a.test:0");
    assertRefused("port 65536: must be from 1 to 65535", "a.test:65536");
    assertRefused("port '8x': not a number from 1 to 65535", "a.test:8x");
    assertRefused("ports 81-80: the first is greater than the last", "a.test:81-80");
    assertRefused(
        "port 'no-such': neither a number, a range, nor a known TCP service", "a.test:no-such");
    assertRefused("'': a host's name or address is missing", ":80");
  }

  private static void assertRefused(String message, String... words) {
    CommandException e = assertThrows(CommandException.class, () -> Endpoint.parse(List.of(words)));
    assertEquals(message, e.getMessage());
  }
}
