package dev.jnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.finding.PathFinding.Place;
import dev.jnet.wire.Addresses;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterOwnerTest {
  @ParameterizedTest
  @CsvSource({
    "192.168.1.1, 1, true, has a private address",
    "172.31.0.1, 3, true, has a private address",
    "172.32.0.1, 3, false, 'whois 172.32.0.1'",
    "10.0.0.1, 2, true, has a private address",
    "169.254.1.1, 2, true, has a private address",
    "fd00::1, 2, true, has a private address",
    "fc00::1, 2, true, has a private address",
    "fe80::1, 0, true, has a private address",
    "fe00::1, 2, false, whois",
    "100.64.0.1, 2, false, ask yours",
    "100.127.255.254, 2, false, ask yours",
    "100.128.0.1, 2, false, whois",
    "203.0.113.17, 1, true, is the first router",
    "203.0.113.17, 3, false, whois",
    "203.0.113.17, 0, false, whois",
  })
  void tellsWhoseARouterIs(String address, int hop, boolean near, String words) {
    var router = Addresses.literal(address);
    assertEquals(near, RouterOwner.isNear(router, hop));
    String whose = RouterOwner.whose(router, hop);
    assertEquals(true, whose.contains(words.replace("'", "")), whose);
  }

  @Test
  void mailGoesToWhoeverRunsTheRouter() {
    Optional<Place> far = Optional.of(new Place(3, Optional.of(Addresses.literal("203.0.113.17"))));
    assertEquals(
        "to whoever runs hop 3, 203.0.113.17 ('whois 203.0.113.17' names them).",
        RouterOwner.mail(far));
    assertEquals("to whoever runs the path.", RouterOwner.mail(Optional.empty()));
    assertEquals(
        "to whoever runs the path.", RouterOwner.mail(Optional.of(new Place(2, Optional.empty()))));
  }
}
